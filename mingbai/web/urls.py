"""Every address of the console, by name; who may open it stands in `access.py`."""

from django.urls import path

from mingbai.web.alerts import views as alerts
from mingbai.web.doors import drafting, looking
from mingbai.web.doors import views as doors
from mingbai.web.inspections import views as inspections
from mingbai.web.pages import page
from mingbai.web.rules import law
from mingbai.web.rules import views as rules
from mingbai.web.today import views as today

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
    page("", today.tasks, name="today"),
    page("alerts", alerts.tasks, name="alerts"),
    page("alerts/<int:task_id>", alerts.task, name="alerts.task"),
    page("alerts/<int:task_id>/<str:name>", alerts.act, name="alerts.act"),
    page("inspections", inspections.ledger, name="inspections"),
    page("inspections/add", inspections.add, name="inspections.add"),
    page("inspections/<int:problem_id>", inspections.problem, name="inspections.problem"),
    page("inspections/<int:problem_id>/<str:name>", inspections.act, name="inspections.act"),
    page("rules", rules.rules, name="rules"),
    page("rules/<str:rule_id>", rules.rule, name="rules.rule"),
    page("law", law.texts, name="rules.law"),
    page("law/<str:text_id>", law.one_text, name="rules.text"),
    page("law/<str:text_id>/<str:number>", law.one_article, name="rules.article"),
]
