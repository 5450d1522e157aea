"""导入中心: lists dropped or pasted, seen before they count, mended in the page, taken in as far as they are good."""
