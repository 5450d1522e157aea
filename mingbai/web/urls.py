"""Every address of the console, by name; who may open it stands in `access.py`."""

from django.urls import path

from mingbai.web.alerts import views as alerts
from mingbai.web.awards import deciding as award_decisions
from mingbai.web.awards import lists as changes
from mingbai.web.awards import views as awards
from mingbai.web.backups import views as backups
from mingbai.web.cockpit import views as cockpit
from mingbai.web.doors import drafting, looking
from mingbai.web.doors import views as doors
from mingbai.web.errands import views as errands
from mingbai.web.evidence import finding, log, looks, packing, witnesses
from mingbai.web.evidence import views as evidence
from mingbai.web.imports import views as imports
from mingbai.web.inspections import clues
from mingbai.web.inspections import views as inspections
from mingbai.web.links import views as links
from mingbai.web.month import prechecks
from mingbai.web.month import views as month
from mingbai.web.offices import keys
from mingbai.web.offices import views as offices
from mingbai.web.pages import page
from mingbai.web.papers import views as papers
from mingbai.web.payments import returned
from mingbai.web.payments import views as payments
from mingbai.web.people import accounts
from mingbai.web.people import views as people
from mingbai.web.receipts import views as receipts
from mingbai.web.rules import law, replaying
from mingbai.web.rules import views as rules
from mingbai.web.standards import views as standards
from mingbai.web.today import views as today
from mingbai.web.treasury import deciding, ledgers, many
from mingbai.web.treasury import views as treasury
from mingbai.web.views import views

handler400 = "mingbai.web.errors.views.unreadable"
handler403 = "mingbai.web.errors.views.forbidden"
handler404 = "mingbai.web.errors.views.not_there"
handler500 = "mingbai.web.errors.views.broken"

urlpatterns = [
    path("health", looking.health, name="health"),
    path("look", looking.look, name="look"),
    path("enter", doors.enter, name="enter"),
    path("enter/code", doors.code, name="enter.code"),
    path("enter/password", doors.password, name="enter.password"),
    path("enter/post", doors.post, name="enter.post"),
    path("leave", doors.leave, name="leave"),
    page("draft", drafting.draft, name="draft"),
    page("stay", doors.stay, name="stay"),
    page("", today.tasks, name="today"),
    page("errands", errands.errands, name="errands"),
    page("errands/<int:errand_id>", errands.errand, name="errands.errand"),
    page("errands/<int:errand_id>/files/<int:number>", errands.file, name="errands.file"),
    page("cockpit", cockpit.cockpit, name="cockpit"),
    page("cockpit/<str:name>.csv", cockpit.table, name="cockpit.table"),
    page("wall", cockpit.wall, name="wall"),
    page("alerts", alerts.tasks, name="alerts"),
    page("alerts/<int:task_id>", alerts.task, name="alerts.task"),
    page("alerts/<int:task_id>/<str:name>", alerts.act, name="alerts.act"),
    page("inspections", inspections.ledger, name="inspections"),
    page("inspections/add", inspections.add, name="inspections.add"),
    page("inspections/clues", clues.clues, name="inspections.clues"),
    page("inspections/<int:problem_id>", inspections.problem, name="inspections.problem"),
    page("inspections/<int:problem_id>/<str:name>", inspections.act, name="inspections.act"),
    page("people", people.search, name="people"),
    page("people/<int:person_id>", people.person, name="people.person"),
    page("people/<int:person_id>/history", people.person_history, name="people.history"),
    page("people/<int:person_id>/whole/<str:field>", people.reveal, name="people.reveal"),
    page("people/<int:person_id>/account", accounts.new, name="people.account_new"),
    page("people/accounts", accounts.waiting, name="people.accounts"),
    page("people/accounts/<int:account_id>", accounts.account, name="people.account"),
    page("people/accounts/<int:account_id>/whole", people.reveal_account, name="people.reveal_account"),
    page("people/households/<int:household_id>", people.household, name="people.household"),
    page("people/households/<int:household_id>/history", people.household_history, name="people.household_history"),
    page("awards", changes.awards, name="awards"),
    page("awards/notices", changes.notices, name="awards.notices"),
    page("awards/<int:award_id>", awards.award, name="awards.award"),
    page("awards/<int:award_id>/review", awards.review, name="awards.review"),
    page("awards/<int:award_id>/<str:name>", awards.change, name="awards.change"),
    page("awards/decisions/<int:decision_id>", award_decisions.decision, name="awards.decision"),
    page("views", views.views, name="views"),
    page("imports", imports.imports, name="imports"),
    page("imports/<int:upload_id>", imports.upload, name="imports.upload"),
    page("imports/<int:upload_id>/workbook", imports.workbook, name="imports.workbook"),
    page("month", month.rosters, name="month"),
    page("month/agree", month.agree, name="month.agree"),
    page("month/<int:roster_id>", month.roster, name="month.roster"),
    page("month/<int:roster_id>/<str:name>", month.act, name="month.act"),
    page("prechecks", prechecks.matrix, name="prechecks"),
    page("prechecks/asked", prechecks.asked, name="prechecks.asked"),
    page("prechecks/found/<str:place>/<str:programme>", prechecks.cell, name="prechecks.cell"),
    page("prechecks/lines/<int:line_id>", prechecks.leave, name="prechecks.leave"),
    page("prechecks/holds/<int:hold_id>/<str:name>", prechecks.answer, name="prechecks.hold"),
    page("prechecks/moves/<int:departure_id>/<str:name>", prechecks.decide, name="prechecks.move"),
    page("prechecks/pay-back/<str:place>", prechecks.pay_back, name="prechecks.pay_back"),
    page("prechecks/release/<int:roster_id>", prechecks.release, name="prechecks.release"),
    page("payments", payments.payments, name="payments"),
    page("payments/plan", payments.plan, name="payments.plan"),
    page("payments/files/<int:file_id>", payments.file, name="payments.file"),
    page("payments/returned", returned.returned, name="payments.returned"),
    page("payments/returned/<int:payment_id>", returned.correct, name="payments.correct"),
    page("receipts", receipts.three, name="receipts"),
    page("receipts/statements", receipts.statements, name="receipts.statements"),
    page("receipts/closing", receipts.closing, name="receipts.closing"),
    page("receipts/<int:item_id>", receipts.item, name="receipts.item"),
    page("treasury", treasury.treasury, name="treasury"),
    page("treasury/ledger", ledgers.ledger, name="treasury.ledger"),
    page("treasury/idle", treasury.idle, name="treasury.idle"),
    page("reserves", treasury.reserves, name="reserves"),
    page("ledgers", ledgers.reconcile, name="ledgers"),
    page("treasury/audit", ledgers.audit, name="treasury.audit"),
    page("treasury/many", many.many, name="treasury.many"),
    page("treasury/proposals", deciding.proposals, name="treasury.proposals"),
    page("treasury/propose/<str:sort>", deciding.propose, name="treasury.propose"),
    page("treasury/<int:fund_id>", treasury.fund, name="treasury.fund"),
    page("treasury/<int:fund_id>/entries/<uuid:entry>", treasury.entries, name="treasury.entries"),
    page("papers", papers.papers, name="papers"),
    page("papers/<str:name>", papers.issue, name="papers.issue"),
    page("papers/<str:name>/<int:key>", papers.issue, name="papers.issue_one"),
    page("standards", standards.standards, name="standards"),
    page("standards/entries/<int:entry_id>", standards.entry, name="standards.entry"),
    page("standards/<str:key>", standards.value, name="standards.value"),
    page("standards/<str:key>/propose", standards.propose, name="standards.propose"),
    page("offices", offices.offices, name="offices"),
    page("offices/duties", offices.duties, name="offices.duties"),
    page("offices/<str:name>/<int:key>", offices.act, name="offices.act"),
    page("keys", keys.keys, name="keys"),
    page("keys/tries", keys.tries, name="keys.tries"),
    page("keys/<str:name>/<int:key>", offices.act, name="keys.act"),
    page("links", links.links, name="links"),
    page("links/<int:endpoint_id>", links.endpoint, name="links.endpoint"),
    page("links/<str:name>/<int:key>", links.act, name="links.act"),
    page("looks", looks.looked, name="looks"),
    page("witnesses", witnesses.witnesses, name="witnesses"),
    page("backups", backups.backups, name="backups"),
    page("backups/<str:name>", backups.act, name="backups.act"),
    page("code", keys.code, name="code"),
    page("find", finding.find, name="find"),
    page("evidence/codes/<str:code>", finding.code, name="evidence.code"),
    page("evidence", log.overview, name="evidence"),
    page("evidence/search", log.search, name="evidence.search"),
    page("evidence/pack", packing.pack, name="evidence.pack"),
    page("evidence/rows/<str:table>/<str:key>", evidence.of, name="evidence.of"),
    page("evidence/rows/<str:table>/<str:key>/<int:act_id>", evidence.taken, name="evidence.proof"),
    page("rules", rules.rules, name="rules"),
    page("rules/<str:rule_id>", rules.rule, name="rules.rule"),
    page("rules/<str:rule_id>/replay", replaying.replay, name="rules.replay"),
    page("replays/<int:replay_id>", replaying.replayed, name="rules.replayed"),
    page("law", law.texts, name="rules.law"),
    page("law/<str:text_id>", law.one_text, name="rules.text"),
    page("law/<str:text_id>/<str:number>", law.one_article, name="rules.article"),
]
