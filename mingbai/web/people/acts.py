"""The families of acts that a file of a person or household is looked at by."""

FAMILIES = {  # what to look at alone → Chinese, English
    "people": ("档案与备案", "records and filings"),
    "awards": ("待遇", "awards"),
    "rosters": ("名册", "rosters"),
    "payments": ("发放", "payments"),
    "receipts": ("银行回单", "bank receipts"),
    "alerts": ("预警", "alerts"),
    "looks": ("查看记录", "who looked"),
}
