-- What is each organisation: latest known headquarters, industry, size, money, ticker and tags, as of when?
SELECT organization, country, ticker, headquarters, headquarters_date, industry, employees_min, employees_max, employees_date,
  founded, total_raised, total_raised_currency, valuation, valuation_currency, tags, count_facts, last_date
FROM organizations
WHERE coalesce(headquarters, industry, ticker) IS NOT NULL OR coalesce(employees_min, founded, total_raised, valuation) IS NOT NULL
ORDER BY count_facts DESC, organization
