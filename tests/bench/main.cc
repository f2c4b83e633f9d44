// tests_bench import|postings|facts|score|all: prints a table; asserts nothing.
#include <CLI/CLI.hpp>

#include "tests/bench/bench.h"

int main(int argc, char** argv) {
  zhengping::BenchOptions options;
  CLI::App app("Benchmarks: the ledger against raw databases in the same run, and scoring");
  app.require_subcommand(1);
  app.fallthrough();
  app.add_option("--seed", options.seed);
  app.add_option("--departments", options.departments);
  app.add_option("--entries", options.entries);
  app.add_option("--runs", options.runs)->check(CLI::Range(1, 99));
  app.add_option("--clients", options.clients)->check(CLI::Range(1, 1000));
  app.add_option("--postings", options.postings);
  app.add_option("--scored-departments", options.scored_departments)->check(CLI::PositiveNumber);
  const CLI::App* all = app.add_subcommand("all");
  const CLI::App* import = app.add_subcommand("import");
  const CLI::App* postings = app.add_subcommand("postings");
  const CLI::App* facts = app.add_subcommand("facts");
  const CLI::App* score = app.add_subcommand("score");
  CLI11_PARSE(app, argc, argv);
  if (all->parsed() || import->parsed()) zhengping::BenchImport(options);
  if (all->parsed() || postings->parsed()) zhengping::BenchPostings(options);
  if (all->parsed() || facts->parsed()) zhengping::BenchFacts(options);
  if (all->parsed() || score->parsed()) zhengping::BenchScore(options);
  return 0;
}
