-- Mails that the hub has stored and that their mailbox neither lets go nor lets be marked.
create table mail_stored (
  mailbox       text         not null,
  uid_validity  bigint       not null,
  uid           bigint       not null,
  copied        boolean      not null default false,
  noted_at      timestamptz  not null default now(),
  primary key (mailbox, uid_validity, uid)
);
comment on table mail_stored is 'never fetched again; a row goes when its mail has left the folder';
comment on column mail_stored.mailbox is 'user@host/folder';
comment on column mail_stored.copied is 'already in the folder of kept mails';
