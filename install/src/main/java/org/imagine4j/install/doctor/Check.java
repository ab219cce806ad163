package org.imagine4j.install.doctor;

import java.util.List;

/** Looks at one thing. What it throws counts as a finding: that thing does not work. */
interface Check {

    /** What is looked at, in a word or two. */
    String subject();

    List<Finding> findings() throws Exception;
}
