package org.onestophub.intake.source.mail;

import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Table {@code mail_stored}: mails that a mailbox neither lets go nor lets be marked. They are known by UIDVALIDITY and
 * UID, so that no look fetches them again, also after a restart.
 */
@Component
public class StoredMailTable {

    private final JdbcClient jdbc;

    /** The table in this database. */
    public StoredMailTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The mails of a folder under its UIDVALIDITY. Rows under any other are deleted: their UIDs mean nothing any more.
     */
    List<StoredMail> of(String mailbox, long validity) {
        jdbc.sql("delete from mail_stored where mailbox = :mailbox and uid_validity <> :validity")
                .param("mailbox", mailbox)
                .param("validity", validity)
                .update();
        return jdbc.sql("select uid, copied from mail_stored where mailbox = :mailbox and uid_validity = :validity")
                .param("mailbox", mailbox)
                .param("validity", validity)
                .query((row, index) -> new StoredMail(row.getLong("uid"), row.getBoolean("copied")))
                .list();
    }

    /** Notes a mail; noting it again is allowed. */
    void add(String mailbox, long validity, StoredMail mail) {
        jdbc.sql("""
                insert into mail_stored as s (mailbox, uid_validity, uid, copied)
                values (:mailbox, :validity, :uid, :copied)
                on conflict (mailbox, uid_validity, uid) do update set copied = s.copied or excluded.copied\
                """)
                .param("mailbox", mailbox)
                .param("validity", validity)
                .param("uid", mail.uid())
                .param("copied", mail.copied())
                .update();
    }

    /** Forgets mails that have left the folder. */
    void remove(String mailbox, long validity, Collection<Long> uids) {
        jdbc.sql("""
                delete from mail_stored
                where mailbox = :mailbox and uid_validity = :validity and uid = any(:uids)\
                """)
                .param("mailbox", mailbox)
                .param("validity", validity)
                .param("uids", uids.toArray(Long[]::new))
                .update();
    }
}
