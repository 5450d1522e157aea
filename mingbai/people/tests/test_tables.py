def test_x(desk: str) -> None:
    from django.db import connection

    with connection.cursor() as c:
        c.execute("select count(*) from people_person")
        c.execute("select * from people_draw_numbers('person', 3)")
        print(c.fetchall())
