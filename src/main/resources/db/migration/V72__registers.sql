-- What a hospital writes down beside its complaints: trainings, drills, volumes of work. One row for each state of an entry.

create table register_entry (
  id           bigint       generated always as identity primary key,
  institution  text         not null,
  register     text         not null,
  entry_key    text         not null,
  revision     int          not null,
  from_day     date         not null,
  until_day    date         not null,
  said         jsonb        not null,
  receipt_id   bigint       not null,
  confirmed_by bigint       not null,
  place        text         not null,
  entered_at   timestamptz  not null,
  replaced_at  timestamptz,
  unique (institution, register, entry_key, revision)
);
create unique index register_entry_standing on register_entry (institution, register, entry_key) where replaced_at is null;
create index register_entry_by_day on register_entry (register, from_day, institution) where replaced_at is null;
comment on column register_entry.institution is 'unified social credit code; empty if the hub has none';
comment on column register_entry.until_day is 'last day that the entry is about';
comment on column register_entry.said is 'values by the code of their column';
comment on column register_entry.receipt_id is 'the input that said it; the input may be gone after its time of retention';
comment on column register_entry.confirmed_by is 'the latest input that said the same; an earlier one does not replace it';
comment on column register_entry.replaced_at is 'when a later input said otherwise; null: it stands';
