"""What the words for relatives say in SQL: how near two people are, and whether they are parent and child."""

from sqlglot import exp

PARENT_OR_CHILD = ("父", "母", "子", "女", "爸", "妈", "儿")
OTHER_KIN = (  # they hold one of the above and mean somebody else: 祖父, 妻子, 侄女
    "祖", "孙", "爷", "奶", "外公", "外婆", "兄", "弟", "哥", "姐", "妹", "夫", "妻", "侄", "甥", "舅", "姑", "姨",
    "叔", "伯", "婶", "嫂", "媳", "婿", "岳", "公婆", "表", "堂",
)  # fmt: skip
FAR = ("表", "堂", "远", "曾祖", "曾孙", "亲家", "邻", "朋友", "非亲属")


def any_of(text: exp.Expr, words: tuple[str, ...]) -> exp.Expr:
    """Return whether a text contains any of some words; NULL for no text."""
    found = (exp.Like(this=text.copy(), expression=exp.Literal.string(f"%{word}%")) for word in words)
    return exp.paren(exp.or_(*found))


def is_parentage(relation: exp.Expr) -> exp.Expr:
    """Return whether a stated relation is that of parent and child, whichever of them it was stated for."""
    return exp.paren(exp.and_(any_of(relation, PARENT_OR_CHILD), exp.not_(any_of(relation, OTHER_KIN))))


def kin_steps(relation: exp.Expr, near: exp.Expr) -> exp.Expr:
    """
    Return how many steps of near kinship (Civil Code art. 1045) a stated relation stands for: 1, 2 or 3.

    `near` is a parameter's list of whole words. Any other registered relative (in-laws, uncles) is
    taken to be two steps away, cousins and those who are no kin three.
    """
    is_near = exp.or_(
        exp.In(this=relation.copy(), expressions=[word.copy() for word in near.expressions]), is_parentage(relation)
    )
    one, two, three = (exp.Literal.number(count) for count in (1, 2, 3))
    return exp.Case().when(is_near, one).when(any_of(relation, FAR), three).else_(two)
