"""findings.xlsx: the workbook people pass on, its totals as formulas, the same bytes for the same inputs."""
