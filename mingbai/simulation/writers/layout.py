"""How each list is sent by the people of a county: which file, which form, which words over the columns."""

from dataclasses import dataclass


@dataclass(frozen=True)
class File:
    """One file, or one for each bank. `{month}` in a name or title is written 2026年10月."""

    table: str
    name: str
    form: str  # xlsx, gb18030, utf-8 or pipe
    words: int = 0  # which of the contract's headers stands over the columns, where there are so many
    title: str = ""  # the line above the headers
    sheets: str = ""  # "township": one sheet for each
    total: str = ""  # the column summed in a last row
    stated: tuple[str, ...] = ()  # columns that stand in the title only
    programmes: tuple[str, ...] = ()  # only these, if any are named
    bank: str = ""  # only accounts of these banks: the eleventh digit
    dates: str = "%Y-%m-%d"
    paid: str = "成功"  # the word for a payment that arrived


DIBAO, TOWN = ("农村低保",), ("城市低保",)
OTHERS = (
    "城市特困",
    "农村特困",
    "临时救助",
    "困难残疾人生活补贴",
    "重度残疾人护理补贴",
    "孤儿",
    "事实无人抚养儿童",
    "高龄津贴",
)
FILES = (
    File(
        "approvals",
        "社会救助审批台账",
        "xlsx",
        1,
        "{county}社会救助审批台账",
        "township",
        "amount_fen",
        dates="%Y/%m/%d",
    ),
    File("members", "家庭成员信息表", "gb18030", 1, dates="%Y%m%d"),
    File(
        "roster",
        "{month}农村低保金发放名册",
        "xlsx",
        1,
        "{county}{month}农村低保金发放名册",
        "township",
        "amount_fen",
        ("month", "programme"),
        DIBAO,
    ),
    File("roster", "{month}城市低保发放名册", "gb18030", 0, programmes=TOWN),
    File(
        "roster",
        "特困、临时救助及各类补贴发放名册",
        "xlsx",
        0,
        "{county}{month}发放名册(特困、临时救助、补贴)",
        "",
        "amount_fen",
        ("month",),
        OTHERS,
    ),
    File("appropriations", "财政拨款明细", "xlsx", 1, "{county}财政局拨款明细", "", "amount_fen"),
    File("payments", "农商银行代发明细", "gb18030", 0, bank="19", dates="%Y%m%d", paid="交易成功"),
    File(
        "payments",
        "邮储银行回单",
        "xlsx",
        1,
        "邮政储蓄银行{county}支行代发回单",
        "",
        "amount_fen",
        bank="2",
        dates="%Y年%m月%d日",
    ),
    File("payments", "农业银行回盘", "pipe", 0, bank="3", paid="处理成功"),
    File("payments", "信用社代发结果", "utf-8", 1, bank="4", dates="%Y/%m/%d", paid="已入账"),
    File("previous_roster", "历史发放名册", "utf-8", 1),
    File("deaths", "公安/死亡注销名单", "gb18030", 1, dates="%Y年%m月%d日"),
    File("cremations", "殡葬/火化名单", "xlsx", 0, "{county}殡仪馆火化名单", stated=("as_of",)),
    File("prisoners", "司法/服刑人员名单", "xlsx", 1, "服刑人员名单"),
    File("payroll", "财政/财政供养人员名单", "xlsx", 1, "{county}财政供养人员", stated=("as_of",)),
    File("businesses", "市场监管/市场主体登记信息", "gb18030", 0, dates="%Y/%m/%d"),
    File("insurance", "人社/社保缴费明细", "utf-8", 0),
    File("pensions", "人社/养老金待遇发放", "gb18030", 0),
    File("housing_fund", "公积金中心/公积金缴存", "xlsx", 0, "住房公积金缴存情况"),
    File("vehicles", "公安/机动车登记", "gb18030", 1),
    File("properties", "自然资源/不动产登记", "utf-8", 1),
    File("marriages", "民政/婚姻登记", "xlsx", 0, "{county}婚姻登记信息"),
    File("disability", "残联/残疾人证", "xlsx", 1, "持证残疾人名册", dates="%Y/%m/%d"),
    File("students", "教育/在校学生", "utf-8", 0),
    File("illnesses", "医保/重特大疾病", "xlsx", 0, "重特大疾病人员"),
    File("kinships", "公安/亲属关系", "gb18030", 0),
    File("officers", "经办人员名册", "xlsx", 1, "{county}社会救助经办人员和村(社区)干部"),
    File("relatives", "近亲属备案表", "xlsx", 1, "{county}近亲属享受社会救助备案表"),
    File("card_keepers", "代管备案表", "xlsx", 0, "代管备案"),
    File("proxies", "代取授权备案表", "xlsx", 1, "代取授权备案表", dates="%Y年%m月%d日"),
    File("standards", "保障标准", "xlsx", 0, "{county}社会救助保障标准"),
    File("population", "常住人口", "xlsx", 0, "{county}各乡镇常住人口"),
    File("institutions", "供养机构名录", "xlsx", 0, "{county}特困人员供养服务机构"),
)
