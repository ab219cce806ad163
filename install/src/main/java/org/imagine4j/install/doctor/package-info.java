/** What works on this machine: one {@code Check} for each thing that Imagine needs, one {@code Finding} from each. */
package org.imagine4j.install.doctor;
