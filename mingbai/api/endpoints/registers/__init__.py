"""What is kept beside the month's work: filings, offices, figures of the cockpit, papers."""
