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
