"""RK-302 户名与对象不符: the account belongs to nobody whom the money is for, nor to anyone filed to collect it."""

from datetime import date

from mingbai.rules.rule import Phase, Row, Rule, Severity, Subject, example

CARD = "6217000000000000001"
HELD: list[Row] = [{"payee_id": 1, "payee_name": "王伟", "account_name": "李强"}]

RULE = Rule(
    id="RK-302",
    title="户名与对象不符",
    title_en="The account belongs to somebody else",
    plain="收款账户的户名既不是领款人、户主、家庭成员，也不是供养机构或经备案的代取、代管人。名册没有户名的，以银行"
    "户名为准。",
    plain_en="The holder of the account is neither the payee, the head nor a member of the household, nor an "
    "institution, nor a filed proxy or keeper. Without a holder on the roster the bank's counts.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.RED,
    grain="line",
    subject=Subject.ROSTER,
    proposes_hold=True,
    cites=("JN-2020-21#2.3", "YC-2022-2#2.4.5"),
    needs=("roster",),
    when="strange_holder.line_key IS NOT NULL AND filed_holder.line_key IS NULL",
    at_stake_fen="line.rostered_fen",
    message="{name}（{programme}）的{rostered_fen}付入“{holder}”的账户{rostered_account_no}，与本人、家庭成员及备案"
    "代取人均不符",
    message_en="{rostered_fen} of {name} ({programme}) goes to account {rostered_account_no} of {holder}, who is "
    "neither of the household nor filed to collect",
    shows=(
        "line.name",
        "line.programme",
        "line.rostered_fen",
        "line.rostered_account_no",
        "strange_holder.holder",
        "line.head_name",
        "line.payee_name",
    ),
    partly=(
        "代取、代管备案只有身份证号，姓名在其他清单中查不到的，视为相符",
        "Filings carry numbers only: a filed person whose name stands in no list is taken to be the holder",
    ),
    helps=("members", "proxies", "card_keepers", "institutions"),
    examples=(
        example("户名是外人", "a stranger", roster=HELD, finds=("H1",), at_stake_fen=50_000),
        example(
            "名册没有户名，银行户名是外人",
            "no holder on the roster: the bank's is a stranger",
            roster=[{"payee_id": 1, "payee_name": "王伟"}],
            payments=[{"payee_id": 1, "payee_name": "李强"}],
            finds=("H1",),
        ),
        example(
            "名册没有户名，台账写的户名是外人",
            "the approval names the holder where the roster does not",
            approvals=[{"head_id": 1, "head_name": "王伟", "account_name": "李强"}],
            roster=[{"payee_id": 1, "payee_name": "王伟"}],
            finds=("H1",),
        ),
        example(
            "备案的代取人是另一个人",
            "somebody else is filed to collect",
            approvals=[{"head_id": 1, "head_name": "王伟"}, {"head_id": 3, "head_name": "赵敏", "household_id": "H3"}],
            roster=HELD,
            proxies=[{"proxy_id": 3, "person_id": 1}],
            finds=("H1",),
        ),
        example(
            "代取备案9月30日已到期",
            "the filing ran out on the last day of September",
            approvals=[{"head_id": 1, "head_name": "王伟"}, {"head_id": 3, "head_name": "李强", "household_id": "H3"}],
            roster=HELD,
            proxies=[{"proxy_id": 3, "person_id": 1, "until": date(2026, 9, 30)}],
            finds=("H1",),
        ),
        example(
            "户名是另一户的成员",
            "a member of another household",
            approvals=[{"head_id": 1, "head_name": "王伟"}],
            members=[{"person_id": 1}, {"person_id": 2, "name": "李强", "household_id": "H2"}],
            roster=HELD,
            finds=("H1",),
        ),
        example(
            "集中供养人员的钱打进个人账户",
            "a resident of an institution, and a person's account",
            approvals=[{"head_id": 1, "head_name": "王伟", "programme": "tekun_rural", "supply_mode": "central"}],
            roster=[{**HELD[0], "programme": "tekun_rural"}],
            finds=("H1",),
        ),
        example(
            "户名是领款人本人",
            "the payee's own account",
            roster=[{"payee_id": 1, "payee_name": "王伟", "account_name": "王伟"}],
        ),
        example(
            "名册写的是本人，银行户名是外人，另由RK-307核对",
            "the roster names the payee and the bank a stranger: that is RK-307",
            roster=[{"payee_id": 1, "payee_name": "王伟", "account_name": "王伟"}],
            payments=[{"payee_id": 1, "payee_name": "赵敏"}],
        ),
        example("各份名单都没有户名", "no holder known at all", roster=[{"payee_id": 1}]),
        example(
            "户名是户主，由领款人代领",
            "the head's account, the payee collects for him",
            approvals=[{"head_id": 1, "head_name": "李强", "payee_id": 2}],
            roster=[{"payee_id": 2, "account_name": "李强"}],
        ),
        example(
            "户名是配偶，配偶是家庭成员",
            "the account of the spouse, who is a member of the household",
            approvals=[{"head_id": 1, "head_name": "王伟"}],
            members=[{"person_id": 1}, {"person_id": 2, "name": "李强"}],
            roster=HELD,
        ),
        example(
            "家庭成员的津贴打进家里的卡",
            "an allowance of a family member goes to the family's card",
            members=[{"person_id": 1, "name": "李强"}],
            roster=[{"payee_id": 2, "programme": "old_age", "account_name": "李强"}],
        ),
        example(
            "供养机构的账户，不论户名怎么写",
            "an institution's account, under whatever name",
            roster=[{"payee_id": 1, "account_name": "县第一敬老院"}],
            institutions=[{"name": "某县第一敬老院", "account_no": CARD}],
        ),
        example(
            "户名是供养机构，用的是它的另一个账户",
            "an institution's name, on another of its accounts",
            roster=[{"payee_id": 1, "account_name": "县敬老院"}],
            institutions=[{"name": "县敬老院", "account_no": "6217000000000000099"}],
        ),
        example(
            "户名是没有列入名单的供养机构",
            "an institution nobody listed",
            approvals=[{"head_id": 1, "programme": "tekun_rural", "supply_mode": "central"}],
            roster=[{"payee_id": 1, "programme": "tekun_rural", "account_name": "清水镇敬老院"}],
        ),
        example(
            "户名是经备案的代取人",
            "a filed proxy's account",
            approvals=[{"head_id": 1, "head_name": "王伟"}, {"head_id": 3, "head_name": "李强", "household_id": "H3"}],
            roster=HELD,
            proxies=[{"proxy_id": 3, "person_id": 1, "until": date(2026, 10, 1)}],
        ),
        example(
            "户名是家庭成员备案的代管人",
            "the account of a keeper whom a member of the family filed",
            approvals=[{"head_id": 1, "head_name": "王伟"}, {"head_id": 3, "head_name": "李强", "household_id": "H3"}],
            members=[{"person_id": 1}, {"person_id": 2}],
            roster=HELD,
            card_keepers=[{"keeper_id": 3, "person_id": 2}],
        ),
        example(
            "有人备案，但各份名单都没有他的姓名",
            "somebody is filed of whom no list gives the name",
            roster=HELD,
            proxies=[{"proxy_id": 3, "person_id": 1}],
        ),
        example(
            "银行截断了过长的户名",
            "the bank cut a long name",
            roster=[{"payee_id": 1, "payee_name": "阿卜杜热西提·买买提依明"}],
            payments=[{"payee_id": 1, "payee_name": "阿卜杜热西提·买买提"}],
        ),
    ),
)
