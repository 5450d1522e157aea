"""People who are listed twice, with the mistakes of those who typed them: labelled pairs to try RK-212 on."""
