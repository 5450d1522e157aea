"""机构、岗位、责任清单、账号: who sits where and answers for what, whose key opens, what was tried and looked at."""
