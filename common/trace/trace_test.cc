#include "common/trace/trace.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace zhengping::trace {
namespace {

// The example of the specification, section 3.2.3.
constexpr char kExample[] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

TEST(Trace, ReadsAndWritesTheSpecificationsExample) {
  const auto context = Parse(kExample);
  ASSERT_TRUE(context.has_value());
  EXPECT_EQ(context->trace_id, "4bf92f3577b34da6a3ce929d0e0e4736");
  EXPECT_EQ(context->span_id, "00f067aa0ba902b7");
  EXPECT_EQ(context->flags, 1);
  EXPECT_EQ(Format(*context), kExample);
}

TEST(Trace, WhatTheSpecificationCallsInvalidIsNoTrace) {
  struct Case {
    const char* what;
    std::string header;
  };
  const Case cases[] = {
      {"empty", ""},
      {"one short", std::string(kExample, 54)},
      {"one long", std::string(kExample) + "0"},
      {"version 00 with more parts", std::string(kExample) + "-00"},
      {"version ff", "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"},
      {"upper case", "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01"},
      {"trace of zeros", "00-00000000000000000000000000000000-00f067aa0ba902b7-01"},
      {"span of zeros", "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01"},
      {"no dashes", "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01"},
      {"not hexadecimal", "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01"},
  };
  for (const Case& c : cases) EXPECT_FALSE(Parse(c.header).has_value()) << c.what;
}

TEST(Trace, LaterVersionsAreReadAsFarAsTheFirstGoes) {
  const auto context = Parse("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-the-future-brings");
  ASSERT_TRUE(context.has_value());
  EXPECT_EQ(context->trace_id, "4bf92f3577b34da6a3ce929d0e0e4736");
}

TEST(Trace, AChildKeepsTheTraceUnderAnotherSpan) {
  const Context parent = *Parse(kExample);
  const Context child = Child(parent);
  EXPECT_EQ(child.trace_id, parent.trace_id);
  EXPECT_NE(child.span_id, parent.span_id);
  EXPECT_TRUE(Parse(Format(child)).has_value());
}

TEST(Trace, StartedTracesDiffer) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const Context context = Start();
    ASSERT_TRUE(Parse(Format(context)).has_value());
    seen.insert(context.trace_id);
  }
  EXPECT_EQ(seen.size(), 1000u);
}

}  // namespace
}  // namespace zhengping::trace
