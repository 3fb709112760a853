package org.onestophub.platform.access.people;

import java.sql.Timestamp;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.platform.access.identity.Identity;
import org.onestophub.platform.access.identity.LoginServices;
import org.onestophub.platform.access.identity.PasswordAttempts;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * People who are known elsewhere, as the hub knows them: by source and subject. Each gets a name in the hub at the first
 * login and keeps it, and no two ever have the same, so that the access record names one person for good.
 */
@Component
class OutsidePeople implements PasswordAttempts {

    private static final int LONGEST_NAME = 28;
    /** Far more people than ever have the same name one after another. */
    private static final int MOST_NAMESAKES = 1000;

    private final JdbcClient jdbc;
    private final PersonTable table;
    private final LoginServices services;
    private final Clock clock;

    OutsidePeople(JdbcClient jdbc, PersonTable table, LoginServices services, Clock clock) {
        this.jdbc = jdbc;
        this.table = table;
        this.services = services;
        this.clock = clock;
    }

    /**
     * The person's account with the rights of this login.
     * @throws ProblemException AC-114 if an administrator disabled it
     */
    PersonRow enter(Identity identity) {
        String name = nameOf(identity);
        int changed = jdbc.sql("""
                        update person set rights = cast(:rights as text[]), institutions = cast(:institutions as text[]),
                          last_login_at = :now where name = :name and not disabled
                        """)
                .param("rights", identity.grant().rights().toArray(String[]::new))
                .param("institutions", institutionsOf(identity))
                .param("now", Timestamp.from(clock.instant()))
                .param("name", name)
                .update();
        if (changed == 0) {
            throw new ProblemException(Problem.PERSON_DISABLED);
        }
        return table.named(name).orElseThrow();
    }

    private String nameOf(Identity identity) {
        String wanted = identity.source() + ":" + readable(identity.name());
        for (int i = 1; i <= MOST_NAMESAKES; i++) {
            Optional<String> known = known(identity);
            if (known.isPresent()) {
                return known.get();
            }
            // refused if the name is another's, or if the same person entered at the same moment
            insert(i == 1 ? wanted : wanted + "." + i, identity);
        }
        return known(identity).orElseThrow(() -> new ProblemException(Problem.ACCOUNT_EXISTS, "name"));
    }

    private Optional<String> known(Identity identity) {
        return jdbc.sql("select name from person where source = :source and subject = :subject")
                .param("source", identity.source())
                .param("subject", identity.subject())
                .query(String.class)
                .optional();
    }

    private void insert(String name, Identity identity) {
        jdbc.sql("""
                        insert into person (name, password, must_change, rights, institutions, created_at, created_by,
                          source, subject)
                        values (:name, '', false, cast(:rights as text[]), cast(:institutions as text[]), :now, :source,
                          :source, :subject)
                        on conflict do nothing
                        """)
                .param("name", name)
                .param("rights", identity.grant().rights().toArray(String[]::new))
                .param("institutions", institutionsOf(identity))
                .param("now", Timestamp.from(clock.instant()))
                .param("source", identity.source())
                .param("subject", identity.subject())
                .update();
    }

    private static String @Nullable [] institutionsOf(Identity identity) {
        List<String> codes = identity.grant().institutions();
        return codes.isEmpty() ? null : codes.toArray(String[]::new);
    }

    /** Letters and digits of any language, and what local accounts may have besides. */
    private static String readable(String name) {
        StringBuilder text = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .limit(LONGEST_NAME)
                .map(c -> Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_' ? c : '_')
                .forEach(text::appendCodePoint);
        return text.toString();
    }

    @Override
    public boolean begin(String subject) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        insert into login_attempt as a (source, subject, failures, locked_until)
                        values ('ldap', :subject, 1, case when 1 >= :most then cast(:until as timestamptz) end)
                        on conflict (source, subject) do update set
                          failures = case when a.locked_until is null then a.failures + 1 else 1 end,
                          locked_until = case when (case when a.locked_until is null then a.failures + 1 else 1 end) >= :most
                            then cast(:until as timestamptz) end
                        where a.locked_until is null or a.locked_until <= :now
                        """)
                        .param("subject", subject)
                        .param("most", services.mostFailures())
                        .param("until", Timestamp.from(now.plus(services.lock())))
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    @Override
    public void right(String subject) {
        jdbc.sql("delete from login_attempt where source = 'ldap' and subject = :subject")
                .param("subject", subject)
                .update();
    }
}
