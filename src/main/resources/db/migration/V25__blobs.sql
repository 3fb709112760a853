-- Bytes too large for a row of receipt. chunks = 0: they lie in a folder.
create table blob (
  sha256       bytea        primary key,
  size_bytes   bigint       not null,
  put_at       timestamptz  not null,
  chunks       int          not null
);
comment on column blob.put_at is 'last put, by the clock of the database; one put lately is not deleted';

create table blob_chunk (
  sha256       bytea        not null references blob on delete cascade,
  no           int          not null,
  bytes        bytea        not null,
  primary key (sha256, no)
);
-- Scans and mails are compressed already, and a chunk is always read as a whole.
alter table blob_chunk alter column bytes set storage external;

-- Which shared folder holds the blobs of this database; no row if there is none.
create table blob_folder (
  one          boolean      primary key default true check (one),
  id           text         not null,
  is_marked    boolean      not null default false
);
comment on column blob_folder.is_marked is 'the id was written into the folder; from then on a folder without it is another one';
