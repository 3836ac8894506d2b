-- PostgreSQL on the same services and questions: full text ('simple', all words, best twenty by ts_rank), and pg_trgm
-- for the questions with a typo. Times are taken inside the server, so that no client counts.
\set QUIET on
\pset tuples_only on
\pset format unaligned
create extension if not exists pg_trgm;
create temp table line (body text);
\copy line from 'services.jsonl' with (format csv, quote e'\x01', delimiter e'\x02')
create temp table service as
    select (body::jsonb ->> 'id')::int as id, lower(body::jsonb ->> 'text') as text from line;
truncate line;
\copy line from 'questions.jsonl' with (format csv, quote e'\x01', delimiter e'\x02')
create temp table question as
    select row_number() over () as n, body::jsonb ->> 'words' as words, body::jsonb ->> 'mistyped' as mistyped from line;
alter table service add column terms tsvector;
update service set terms = to_tsvector('simple', text);
create index on service using gin (terms);
create index on service using gin (text gin_trgm_ops);
analyze service;

create temp table answer (kind text, n bigint, ms double precision, ids int[]);
create function pg_temp.measure(kind text, most int) returns void language plpgsql as $$
declare
    q record;
    begun timestamptz;
    ids int[];
begin
    for q in select * from question order by n limit most loop
        begun := clock_timestamp();
        if kind = 'trigram' then
            select array_agg(id) into ids from (
                select id from service where q.mistyped <% text
                order by word_similarity(q.mistyped, text) desc, id limit 20) best;
        else
            select array_agg(id) into ids from (
                select id from service, plainto_tsquery('simple', q.words) as wanted where terms @@ wanted
                order by ts_rank(terms, wanted) desc, id limit 20) best;
        end if;
        insert into answer values (kind, q.n, extract(epoch from clock_timestamp() - begun) * 1000, coalesce(ids, '{}'));
    end loop;
end $$;
select pg_temp.measure('exact', 1000) \g /dev/null
delete from answer;
select pg_temp.measure('exact', 1000) \g /dev/null
select pg_temp.measure('trigram', 100) \g /dev/null

select format('peer_postgres_%s_p%s %s ms', kind, p, round(percentile_cont(p / 100.0) within group (order by ms)::numeric, 3))
from answer, (values (50), (99)) as quantile (p) group by kind, p order by kind, p;
select format('peer_postgres_trigram_recall_at_20 %s share', round(avg(found)::numeric, 3)) from (
    select (select count(*) from unnest(exact.ids) id where id = any (typo.ids)) / cardinality(exact.ids)::float as found
    from answer exact join answer typo using (n)
    where exact.kind = 'exact' and typo.kind = 'trigram' and cardinality(exact.ids) > 0) shares;
