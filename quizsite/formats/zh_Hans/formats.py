"""Dates as the questions write them: 6月1日, not 06月1日."""

MONTH_DAY_FORMAT = "n月j日"
