package dev.cohort.orchestrator.house.planted.view;

import org.yaml.snakeyaml.Yaml;

/** YAML is at home elsewhere. */
record UsesSnakeYaml(Yaml yaml) {}
