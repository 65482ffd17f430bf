-- Who raised or invested how much?
SELECT published_date, organization, investor, round, amount_min, currency, modality, sentence
FROM funding_rounds
ORDER BY amount_min DESC NULLS LAST, organization, investor
