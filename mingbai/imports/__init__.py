"""导入: lists as offices write them, looked at before they count, mended, taken in as far as they are good."""
