// The benchmarks. Those of the ledger compare with a peer in the same run: machines are noisy, ratios are less so.
// Scoring has no peer: it is given in seconds of one core.
#ifndef ZHENGPING_TESTS_BENCH_BENCH_H_
#define ZHENGPING_TESTS_BENCH_BENCH_H_

#include <cstdint>

namespace zhengping {

struct BenchOptions {
  uint64_t seed = 1;
  int64_t departments = 1500;
  int64_t entries = 667;  // of a department-year, on average
  int runs = 3;           // the median counts
  int clients = 64;
  int64_t postings = 20000;
  int64_t scored_departments = 30000;
};

// A province streamed in, in key order and with departments interleaved, against raw SQLite.
void BenchImport(const BenchOptions& options);
// Single postings from many clients at once, on each back end, against raw commits of one row each: on SQLite by one
// connection, on a PostgreSQL server that syncs each commit by as many connections as there are clients, alone and with
// a head that is looked at and kept. Besides, what the processors spend on a posting, and how many calls of gRPC that
// do nothing the same clients get answered: no posting by a call is cheaper than its call.
void BenchPostings(const BenchOptions& options);
// Reading the facts of a head against the length of its ledger.
void BenchFacts(const BenchOptions& options);
// Scoring 30,000 departments of 25 leaves: the rules alone, and through ScoreMany in the time of the service's process.
void BenchScore(const BenchOptions& options);

}  // namespace zhengping

#endif  // ZHENGPING_TESTS_BENCH_BENCH_H_
