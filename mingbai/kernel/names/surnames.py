"""Surnames: the compound ones, and the readings a surname takes that its character elsewhere does not."""

from mingbai.kernel.names.normal import DOT

COMPOUND = """
欧阳 司马 上官 诸葛 夏侯 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 司空 端木 百里 东方 南宫 西门 独孤 轩辕 呼延 东郭 南郭
钟离 闻人 申屠 公羊 澹台 公冶 宗政 濮阳 淳于 单于 太叔 仲孙 鲜于 闾丘 亓官 司寇 子车 颛孙 巫马 公西 漆雕 乐正 壤驷 公良
拓跋 夹谷 宰父 谷梁 段干 梁丘 左丘 东门 羊舌 微生 第五 赫连 万俟 完颜 纳兰 叶赫 那拉 爱新觉罗
"""
COMPOUND_SURNAMES = frozenset(COMPOUND.split())
LONGEST_SURNAME = max(map(len, COMPOUND_SURNAMES))

# Only where a surname is read otherwise than its character usually is; ' parts syllables.
READINGS = """
单:shan 仇:qiu 解:xie 曾:zeng 查:zha 翟:zhai 缪:miao 区:ou 朴:piao 盖:ge 尉迟:yu'chi 单于:chan'yu 万俟:mo'qi
乐正:yue'zheng 子车:zi'ju 乐:yue 覃:qin 洗:xian 员:yun 贠:yun 秘:bi 黑:he 祭:zhai 折:she 召:shao 都:du 种:chong
句:gou 卜:bu 薄:bo 藏:zang 隗:wei 会:gui 郇:xun 阚:kan 能:nai 乜:nie 适:kuo 参:shen 佴:nai 繁:po 逢:pang 番:pan
"""
SURNAME_READINGS: dict[str, str] = dict(pair.split(":") for pair in READINGS.split())


def split_name(name: str) -> tuple[str, str]:
    """
    Return (surname, given name) of a normal name; a · name is split at its first dot.

    司马光 is 司马 + 光, while 司马 alone is 司 + 马: a compound surname needs something after it.
    """
    if DOT in name:
        head, _, tail = name.partition(DOT)
        return head, tail
    for length in range(min(LONGEST_SURNAME, len(name) - 1), 1, -1):
        if name[:length] in COMPOUND_SURNAMES:
            return name[:length], name[length:]
    return name[:1], name[1:]
