// Where the services below answer, as settings of the reporting service.
#ifndef ZHENGPING_SERVICES_REPORTING_DOWNSTREAM_SETTINGS_H_
#define ZHENGPING_SERVICES_REPORTING_DOWNSTREAM_SETTINGS_H_

#include <chrono>
#include <string>

#include "common/config/parser.h"
#include "services/reporting/rpc/reporting_service.h"

namespace zhengping::reporting {

struct DownstreamSettings {
  std::string budget = "127.0.0.1:50051";
  std::string indicator = "127.0.0.1:50052";
  int deadline_ms = 30000;  // of one call

  Downstreams ToDownstreams() const {
    return Downstreams::At(budget, indicator, std::chrono::milliseconds(deadline_ms));
  }
};

// `settings` holds the defaults and must outlive the parser.
inline void AddSettings(config::Parser& parser, DownstreamSettings& settings) {
  parser.Add("budget", &settings.budget, "HOST:PORT", "the budget service");
  parser.Add("indicator", &settings.indicator, "HOST:PORT", "the indicator service");
  parser.Add("downstream-deadline-ms", &settings.deadline_ms, {1, 600000}, "for one call of either, ms");
}

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOWNSTREAM_SETTINGS_H_
