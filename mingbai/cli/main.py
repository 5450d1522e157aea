"""`mingbai`: one command, one group of verbs per folder."""

import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

VERBS = {  # verb → the module and function that does it; imported only when asked for, so that help is instant
    "check": ("mingbai.cli.check", "app"),
    "freeze": ("mingbai.cli.freeze", "app"),
    "law": ("mingbai.cli.law", "app"),
    "rules": ("mingbai.cli.rules", "app"),
    "rules replay": ("mingbai.cli.desk.replaying", "app"),
    "simulate": ("mingbai.cli.simulate", "app"),
    "score": ("mingbai.cli.score", "app"),
    "treasury": ("mingbai.cli.desk.treasury", "app"),
    "evidence": ("mingbai.cli.desk.witnessing", "app"),
    "witness": ("mingbai.cli.desk.witness", "app"),
    "offices": ("mingbai.cli.desk.offices", "app"),
    "access": ("mingbai.cli.desk.access", "app"),
    "month": ("mingbai.cli.desk.month", "app"),
    "people": ("mingbai.cli.desk.people", "app"),
    "sources": ("mingbai.cli.desk.sources", "app"),
    "awards": ("mingbai.cli.desk.awards", "app"),
    "standards": ("mingbai.cli.desk.standards", "app"),
    "payments": ("mingbai.cli.desk.payments", "app"),
    "receipts": ("mingbai.cli.desk.receipts", "app"),
    "alerts": ("mingbai.cli.desk.alerts", "app"),
    "inspections": ("mingbai.cli.desk.inspections", "app"),
    "papers": ("mingbai.cli.desk.papers", "app"),
    "backup": ("mingbai.cli.desk.backup", "app"),
    "serve": ("mingbai.cli.desk.serve", "app"),
    "worker": ("mingbai.cli.desk.worker", "app"),
    "demo": ("mingbai.cli.demo.verb", "app"),
}
HELP = """mingbai 明白 — 社会救助资金监管：每一分钱，不经证实不算数。
            social-assistance money: every line unproven until it is proven.

  mingbai check FOLDER --month 2026-10     检查一个月的文件       check a month's files
  mingbai freeze FOLDER --month 2026-10    冻结一个月             freeze a month for later checks
  mingbai rules [RK-101]                   规则说明               what each rule means
  mingbai rules replay --set KEY=VALUE ..  规则重放               try a change over past months
  mingbai law where YC-2022-2#2.3.3        条款落实在哪里         what implements an article
  mingbai law gaps                         尚未落实的条款         articles nothing implements yet
  mingbai simulate --size county --seed 1  生成模拟数据           make a synthetic place
  mingbai score --key KEY --findings CSV   对照答案评分           score findings against the answer key
  mingbai payments seal FILE --post N      封存代发文件           fix a bank file's bytes
  mingbai payments send FILE --post N      发送银行               send it, through the quorum
  mingbai payments status --month M        发放到哪一步           where a month's payments stand
  mingbai receipts import FILE --bank N    导入银行回单           deliver a bank's file
  mingbai receipts match --month M         三方核对               match the month's three lists
  mingbai receipts close --month M         逐级签字结账           sign the month step by step
  mingbai treasury audit                   查账                   add the books up again
  mingbai evidence verify                  核验全部存证           replay the log, name the first bad record
  mingbai evidence prove SUBJECT           出具一条证明           prove one record to a stranger
  mingbai witness serve --name N --log K   见证服务               an agency's witness
  mingbai offices found NAME ...           启用系统，登记三员     found a desk with its administrators
  mingbai offices gaps --post N            哪一步还没有责任人     steps nobody answers for
  mingbai access give-first                给三员发账号           give the administrators their keys
  mingbai month status --month 2026-12     当月名册走到哪一步     where a month's rosters stand
  mingbai month check --month 2026-12      发放前核对             check a month before it is paid
  mingbai month gates --month 2026-12      还差什么才能放行       what stands in the way of release
  mingbai people import FOLDER ...         导入期初人员账户       take in persons and accounts
  mingbai sources import FILE ...          导入部门名单           take in a department's list
  mingbai awards import FOLDER ...         导入期初在册对象       take in an opening stock of awards
  mingbai awards list --month 2026-11      当月应发与变动         what is due and how it changed
  mingbai standards list --region CODE     本地标准               the parameters in force here
  mingbai standards raise FOLDER --set ..  提标测算               who gains what, and the cost
  mingbai alerts list --post N             待办预警               what must be looked into
  mingbai inspections list --post N        问题和整改清单         what is to be put right
  mingbai papers roster ROSTER --post N    打印花名表汇总表       print a roster to be signed
  mingbai backup make                      备份                   the whole desk in one sealed file
  mingbai backup restore FILE --keys K     在空机器上恢复并自证   bring it back elsewhere, proven
  mingbai serve                            启动工作台             serve the console to browsers
  mingbai worker                           后台任务               jobs that come round or wait
  mingbai demo                             演示                   a county, simulated, checked and scored

  每个命令都有 --help。Every verb has --help.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks; return its exit code."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(HELP, end="")
        return 0 if arguments else 2
    from mingbai.cli.door import enter

    words = 2 if " ".join(arguments[:2]) in VERBS else 1
    with ended_like_interrupted():
        return enter(" ".join(arguments[:words]), arguments[words:], VERBS)


@contextmanager
def ended_like_interrupted() -> Iterator[None]:
    """Let a request to end clear up like Ctrl-C does: nothing half-written is left."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


if __name__ == "__main__":
    sys.exit(main())
