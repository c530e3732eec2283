package dev.cohort.orchestrator.house.planted.cli;

import de.siegmar.fastcsv.reader.CsvReader;

/** CSV is at home elsewhere. */
record UsesFastCsv(CsvReader<String> reader) {}
