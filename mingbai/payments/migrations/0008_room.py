"""Room for a change of every payment of a page at once: a new state is then written beside the old one, and no index."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Leaves more than half of a page free."""

    dependencies: ClassVar = [("payments", "0007_institutions")]
    operations: ClassVar = [migrations.RunSQL("ALTER TABLE payments_payment SET (fillfactor = 45)", "")]
