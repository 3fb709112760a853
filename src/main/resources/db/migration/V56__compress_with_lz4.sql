-- lz4 costs a fraction of the processor time of pglz, which was a good part of recording. A server built without it keeps pglz.
do $$
begin
  alter table complaint alter column document set compression lz4;
  alter table complaint_revision alter column document set compression lz4;
  alter table receipt_item alter column view set compression lz4, alter column document set compression lz4;
exception
  when feature_not_supported then null;
end
$$;
