-- Letters that come as several files: each file is a receipt of its own until its letter is closed.

-- One row per receipt of the lane pages whose name belongs to a series.
create table letter_page (
  receipt_id  bigint  primary key,
  series      text    not null,
  kind        text    not null check (kind in ('page', 'sidecar', 'done')),
  page        int     not null,
  letter      bigint,
  became      bigint
);
create index letter_page_open on letter_page (series, receipt_id) where letter is null;
create index letter_page_letter on letter_page (letter) where letter is not null;
comment on column letter_page.series is 'channel, account and the part of the file name that all pages share';
comment on column letter_page.page is '0: the file is no numbered page';
comment on column letter_page.letter is 'null: the letter is open. Else the first receipt of the closed letter; never changes again';
comment on column letter_page.became is 'the receipt that is walked as the letter; null until it is kept';

-- Blobs whose receipt went by retention; a file is deleted when no receipt is left that needs it.
create table blob_unused (
  sha256      bytea   primary key
);
create index receipt_blob on receipt (sha256) where raw is null;

-- What retention did, newest last. finished_at is null for a run that did not end.
create table retention_run (
  id          bigint  generated always as identity primary key,
  begun_at    timestamptz not null,
  finished_at timestamptz,
  receipts    bigint  not null default 0,
  adt         bigint  not null default 0,
  months      int     not null default 0,
  blobs       bigint  not null default 0,
  held_back   bigint  not null default 0
);
comment on column retention_run.held_back is 'receipts old enough that had to stay: open, in quarantine, or of an open complaint';
