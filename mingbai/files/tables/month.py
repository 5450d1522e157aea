"""The month's lists: what was approved, who is in the family, what was ordered, appropriated and paid."""

from mingbai.files.tables import words
from mingbai.files.tables.column import Kind, Table, column

MONTH = column("month", Kind.MONTH, "发放月份", "所属月份", "月份", "所属期", "发放年月", "年月", "月", must=True)
PROGRAMME = column(
    "programme",
    Kind.PROGRAMME,
    "救助项目",
    "救助类别",
    "类别",
    "项目",
    "救助类型",
    "保障类别",
    "保障类型",
    "对象类别",
    "补贴类别",
    "资金类别",
    must=True,
    words=words.PROGRAMMES,
)
REGION = column(
    "region_code", Kind.REGION, "行政区划代码", "村代码", "区划代码", "行政区划", "区划编码", "村(居)代码", must=True
)
HOUSEHOLD = column("household_id", Kind.HOUSEHOLD, "家庭编号", "户编号", "家庭编码", "户号", "家庭ID", must=True)
PAYEE_ID = column(
    "payee_id",
    Kind.ID,
    "领款人身份证号",
    "领取人身份证号",
    "收款人身份证号",
    "领款人证件号码",
    "身份证号",
    "公民身份号码",
    "证件号码",
    "户主身份证号",  # where a list names nobody else, its heads of household are paid
    must=True,
)
PAYEE_NAME = column(
    *(
        "payee_name",
        Kind.NAME,
        "领款人姓名",
        "领取人姓名",
        "领款人",
        "领取人",
        "收款人姓名",
        "姓名",
        "户主姓名",
        "户主",
    ),
    must=True,
)
ACCOUNT = column(
    *("account_no", Kind.ACCOUNT, "银行账号", "社保卡账号", "卡号", "账号", "银行卡号", "社保卡号", "银行卡账号"),
    *("社会保障卡号", "一卡通账号", "一卡通卡号", "惠农卡号", "存折账号", "开户账号"),
    must=True,
)
ACCOUNT_NAME = column("account_name", Kind.NAME, "户名", "账户名", "开户名", "账户名称")
PAID_OUT = (
    "发放金额",
    "应发金额",
    "本月发放金额",
    "金额",
    "实发金额",
    "实发额",
    "发放额",
    "打卡金额",
)
MEMBERS = ("保障人数", "享受人数", "保障人口", "救助人数", "保障人口数", "享受人口", "享受人口数")

APPROVALS = Table(
    "approvals",
    "审批台账",
    "approval register",
    (
        column("certificate_no", Kind.TEXT, "救助证号", "低保证号", "证号", "保障证号", "特困证号"),
        PROGRAMME,
        REGION,
        column("region_name", Kind.TEXT, "村(社区)", "所属村", "村(居)", "村居", "村名"),
        HOUSEHOLD,
        column(
            "head_id",
            Kind.ID,
            "户主身份证号",
            "户主证件号码",
            "户主公民身份号码",
            "身份证号",
            "公民身份号码",
            "证件号码",
            must=True,
        ),
        column("head_name", Kind.NAME, "户主姓名", "户主", "姓名", must=True),
        column(
            "payee_id", Kind.ID, "领款人身份证号", "领取人身份证号", "收款人身份证号", "领款人证件号码"
        ),  # default: the head
        column(
            "payee_name", Kind.NAME, "领款人姓名", "领取人姓名", "领款人", "领取人", "收款人姓名"
        ),  # default: the head
        ACCOUNT,
        ACCOUNT_NAME,
        column(
            "amount_fen",
            Kind.MONEY,
            "核定金额",
            "月保障金额",
            "审批金额",
            "月救助金额",
            "保障金额",
            "月保障金",
            must=True,
        ),
        column("member_count", Kind.COUNT, *MEMBERS, must=True),
        column("priority_member_count", Kind.COUNT, "加发人数", "重点救助人数"),
        column("annual_income_fen", Kind.MONEY, "家庭年收入", "年收入", "家庭年总收入"),
        column("income_fen", Kind.MONEY, "家庭月收入", "月收入"),
        column("case_kind", Kind.WORD, "施保类型", "保障方式", "户类型", words=words.CASE_KINDS),
        column("address", Kind.TEXT, "家庭住址", "住址", "地址", "家庭地址", "居住地址"),
        column("reason_code", Kind.TEXT, "救助事由", "事由", "救助原因", "致困原因"),
        column("approval_level", Kind.WORD, "审批层级", "审批级别", "确认层级", words=words.LEVELS),
        column("grace_until", Kind.MONTH, "渐退截止月", "渐退期止", "渐退截止", "渐退期截止月"),
        column("publicity_ended_on", Kind.DATE, "公示结束日期", "公示截止日期", "公示止期"),
        column("standard_fen", Kind.MONEY, "保障标准", "低保标准", "救助标准"),
        column("supply_mode", Kind.WORD, "供养方式", words=words.SUPPLY_MODES),
        column("care_level", Kind.WORD, "照料护理等级", "自理能力", "护理等级", words=words.CARE_LEVELS),
        column(
            "valid_from",
            Kind.MONTH,
            "享受起始月",
            "起始年月",
            "享受起始年月",
            "起始月",
            "开始享受月份",
            "享受时间",
            "享受待遇时间",
            must=True,
        ),
        column("valid_to", Kind.MONTH, "终止月", "终止年月", "享受终止月", "截止年月"),
        column("confirmed_on", Kind.DATE, "确认日期", "审批日期", "审核确认日期", "批准日期", must=True),
    ),
    hints=("审批", "台账", "在册", "approvals"),
)
FAMILY = Table(
    "members",
    "家庭成员",
    "household members",
    (
        HOUSEHOLD,
        PROGRAMME,
        column("person_id", Kind.ID, "身份证号", "公民身份号码", "证件号码", "成员身份证号", "身份证号码", must=True),
        column("name", Kind.NAME, "姓名", "成员姓名", must=True),
        column("relation", Kind.TEXT, "与户主关系", "家庭关系", "与户主的关系"),
        column("counted", Kind.FLAG, "是否保障对象", "是否享受", "是否保障", words=words.FLAGS),  # default: yes
        column("disability", Kind.TEXT, "残疾类别等级", "残疾等级", "残疾情况"),
        column("category", Kind.TEXT, "加发类别", "重点救助类别", "人员类别"),
        column("exclusion", Kind.TEXT, "未纳入原因", "不纳入原因", "未保障原因"),
        column("born_on", Kind.DATE, "出生日期", "出生年月"),
    ),
    hints=("成员", "members"),
)
ROSTER_COLUMNS = (
    MONTH,
    PROGRAMME,
    REGION,
    HOUSEHOLD,
    PAYEE_ID,
    PAYEE_NAME,
    ACCOUNT,
    ACCOUNT_NAME,
    column("amount_fen", Kind.MONEY, *PAID_OUT, must=True),
    column("member_count", Kind.COUNT, *MEMBERS),
)
ROSTER = Table(
    "roster", "发放名册", "payment roster", ROSTER_COLUMNS, hints=("名册", "花名册", "发放表", "发放明细", "roster")
)
PREVIOUS_ROSTER = Table(
    "previous_roster", "上月名册", "earlier rosters", ROSTER_COLUMNS, hints=("上月", "历史", "以前", "previous")
)
APPROPRIATIONS = Table(
    "appropriations",
    "财政拨款明细",
    "appropriation list",
    (
        MONTH,
        PROGRAMME,
        column("household_id", Kind.HOUSEHOLD, *HOUSEHOLD.headers),
        PAYEE_ID,
        PAYEE_NAME,
        column("account_no", Kind.ACCOUNT, *ACCOUNT.headers),
        column("amount_fen", Kind.MONEY, "拨款金额", "拨付金额", "支付金额", must=True),
    ),
    hints=("拨款", "财政", "拨付", "appropriations"),
)
PAYMENTS = Table(
    "payments",
    "银行代发明细",
    "bank payment list",
    (
        column("bank_ref", Kind.TEXT, "交易流水号", "回单编号", "流水号", "交易流水", "银行流水号", must=True),
        column("month", Kind.MONTH, *MONTH.headers),
        column("programme", Kind.PROGRAMME, *PROGRAMME.headers, words=words.PROGRAMMES),
        column("payee_id", Kind.ID, *PAYEE_ID.headers),
        column(
            "payee_name",
            Kind.NAME,
            "收款人户名",
            "户名",
            "收款人名称",
            "收款人姓名",
            "收款人",
            "姓名",
            "客户名称",
            must=True,
        ),
        column("account_no", Kind.ACCOUNT, "收款人账号", "收款账号", "账号", "卡号", "银行账号", "客户账号", must=True),
        column(
            *("amount_fen", Kind.MONEY, "交易金额", "实发金额", "发放金额", "代发金额", "发生额", "金额"), must=True
        ),
        column("paid_on", Kind.DATE, "交易日期", "发放日期", "回单日期", "入账日期", "记账日期", "代发日期", must=True),
        column(
            "status",
            Kind.WORD,
            "状态",
            "处理结果",
            "交易状态",
            "处理状态",
            "发放状态",
            "交易结果",
            "代发结果",
            must=True,
            words=words.PAYMENT_STATES,
        ),
        column("reason", Kind.TEXT, "失败原因", "退汇原因", "原因"),
        column("purpose", Kind.TEXT, "摘要", "用途", "附言"),
        column("returned_on", Kind.DATE, "退汇日期", "退回日期"),
    ),
    hints=("银行", "代发", "回单", "回盘", "payments"),
)

MONTH_TABLES = (APPROVALS, FAMILY, ROSTER, APPROPRIATIONS, PAYMENTS, PREVIOUS_ROSTER)
