/** The configuration as files: check, plan, apply, and put back of the last good version. */
package org.onestophub.operate.config;
