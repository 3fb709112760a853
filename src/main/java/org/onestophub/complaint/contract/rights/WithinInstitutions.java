package org.onestophub.complaint.contract.rights;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that an address keeps to the institutions of who asks. A key or a person bound to institutions reaches no address
 * without it: what nobody thought about is closed. Source: decision 0088.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface WithinInstitutions {

    /** What the path names, so that the hub looks whose it is before the method is called. */
    Subject value() default Subject.NONE;

    /** Something of one institution that a path names. */
    enum Subject {
        /** The path names nothing; the method itself gives only what is of the caller's institutions, or nothing of any. */
        NONE(""),
        /** A complaint, by its number. */
        COMPLAINT("number"),
        /** An input, by its id. */
        RECEIPT("id"),
        /** An input in quarantine, by the id of its wait. */
        HELD("id"),
        /** What a reader of the feed rejected, by its id. */
        REJECT("id"),
        /** A report that was made, by its id. */
        REPORT("id"),
        /** An alarm about a case, by its id. */
        ALARM("id"),
        /** A warning, by its id. */
        WARNING("id"),
        /** A report that was given to an institution, by the id of the brief. */
        BRIEF("id"),
        /** An entry of a register, by the id of one of its states. */
        REGISTER_ENTRY("id"),
        /** A channel, by its name. */
        CHANNEL("name");

        private final String variable;

        Subject(String variable) {
            this.variable = variable;
        }

        /** The variable of the path that names it. */
        public String variable() {
            return variable;
        }
    }
}
