-- The words of complaints, apart from their cases: RECORD writes them down, and the index takes them up afterwards.
alter index complaint_search rename to complaint_search_old;
create table complaint_search (
  complaint_id bigint       primary key,
  text         text         not null,
  pairs        text[]       not null
);
comment on column complaint_search.pairs is
  'neighbouring Chinese characters of the text, each pair once: trigrams find no word of two characters';
create index complaint_search_text on complaint_search using gin (text gin_trgm_ops);
create index complaint_search_pairs on complaint_search using gin (pairs);

create table search_due (
  complaint_id bigint       primary key,
  text         text         not null
);
insert into search_due (complaint_id, text) select id, search from complaint;

drop index complaint_search_old;
alter table complaint drop column search;
