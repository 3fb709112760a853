-- What ledgers list beside cases: seals, hand-overs, reports to the authority. No words of people: codes, days and numbers of papers.

alter table complaint_fact add column steps jsonb not null default '[]';
create index complaint_fact_with_steps on complaint_fact (institution) where steps <> '[]';
comment on column complaint_fact.steps is
  'its status events that ledgers list, in order; a holder or receiver is a code of the list department, else left out';
