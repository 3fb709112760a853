package org.onestophub.complaint.contract.rights;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The right that a key needs at an address of the operators' API. An address without it is closed to every key: what nobody
 * thought about opens nothing. Source: decision 0094.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface NeedsRight {

    /** The right. */
    KeyRight value();
}
