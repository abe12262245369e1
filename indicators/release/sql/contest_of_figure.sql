-- Fragment, a column of a SELECT from `observation`: a number that figures of one indicator share if
-- and only if they are of one basis and one set of periods (a year for full years, stocks and
-- stated levels, else the first and the last day).
    (CASE WHEN set_kind IN ('year', 'stated') THEN year::BIGINT ELSE
        (period_end - DATE '0001-01-01')::BIGINT * 4000000 + (period_start - DATE '0001-01-01')
    END * 4 + enum_code(set_kind)::BIGINT) * 1024 + enum_code(basis) AS contest
