"""A line that contradicts what stands here: said row by row, nothing is overwritten."""

from dataclasses import dataclass

from mingbai.files.problems import Place

SENTENCES = {
    "other_name": (
        "身份证号{hint}在库中登记为“{known}”，本行写作“{given}”，未导入；请核对证件，库中有误请办理姓名更正。",
        "ID number {hint} is registered as “{known}”, this row says “{given}” and was not taken: check the card; "
        "correct the name in the library if that is wrong.",
    ),
    "elsewhere": (
        "身份证号{hint}已在本区划以外登记，未导入；请上级民政部门核实是否重复享受，再办理迁移。",
        "ID number {hint} is registered outside this division and was not taken: the bureau above verifies whether "
        "the person is helped twice.",
    ),
    "other_household": (
        "身份证号{hint}已属于家庭{known}，本行写作家庭{given}，未导入；请核对是否重复申报，或先办理迁出。",
        "ID number {hint} belongs to household {known}, this row says {given} and was not taken: helped twice, or to "
        "be moved first.",
    ),
    "other_head": (
        "家庭{household}的户主在库中是另一人，本行的户主{hint}未导入；请先办理户主变更。",
        "Household {household} has another head than {hint} in this row, which was not taken: change the head first.",
    ),
    "other_village": (
        "家庭{household}在库中属于{known}，本行写作{given}，未导入；请先办理迁移。",
        "Household {household} lives in {known}, this row says {given} and was not taken: move the household first.",
    ),
    "outside": (
        "家庭{household}的区划{given}不在{known}之内，未导入；请由当地导入。",
        "Household {household} of {given} lies outside {known} and was not taken: its own office imports it.",
    ),
    "too_large": (
        "家庭{household}的区划{given}没有到乡镇（街道），未导入；请填写12位或9位代码。",
        "Household {household} of {given} names no township or village and was not taken: give 12 or 9 digits.",
    ),
    "no_approval": (
        "成员所在的家庭{household}不在审批台账中，未导入；请核对家庭编号。",
        "Household {household} is in no line of the approval register, so this member was not taken: check its number.",
    ),
    "unknown_home": (
        "户名“{given}”是供养机构，但尚未登记为机构，账户未导入；请系统管理员登记供养机构"
        "（mingbai offices homes 名录）后重新导入。",
        "“{given}” is a care home that is no organisation here yet, so its account was not taken: have the system "
        "administrator enter the homes (mingbai offices homes LIST), then import again.",
    ),
    "other_account": (
        "{hint}在库中的账户与本行（{given}）不同，未改动；如已换卡请办理账户变更，由另一人确认。",
        "{hint} has another account here than this row ({given}); nothing was changed: enter the new account and have "
        "a second person confirm it.",
    ),
    "other_fact": (
        "{hint}在库中的“{known}”与本行不同，未改动；请核对后办理变更。",
        "What is known of {hint} ({known}) differs from this row; nothing was changed: check, then change it.",
    ),
    "died": (
        "身份证号{hint}的人员已登记死亡（{known}），本行未导入；请核对。",
        "The person of {hint} is noted as deceased ({known}), this row was not taken: check.",
    ),
}


@dataclass(frozen=True)
class Conflict:
    """One line that was not taken, or not wholly."""

    code: str
    table: str
    place: Place
    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """Return place and sentence in `zh` or `en`."""
        return {"zh": f"{self.place.zh}：{self.zh}", "en": f"{self.place.en}: {self.en}"}[language]


def conflict(code: str, table: str, place: Place, **facts: object) -> Conflict:
    """Return a conflict in words; facts hold masked numbers only."""
    zh, en = SENTENCES[code]
    return Conflict(code, table, place, zh.format(**facts), en.format(**facts))
