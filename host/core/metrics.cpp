#include "metrics.hpp"

namespace vestibule::core {

Metrics::Metrics(Host& host, prometheus::Registry& registry, Loop& loop, const Checkpointer* checkpointer)
    : host_(host), checkpointer_(checkpointer), registry_(registry), timer_(loop.every(Duration{1000}, [this] { copy(); })) {
  copy();
}

void Metrics::copy() {
  const auto& counts = host_.counts();
  const auto health = host_.health();
  show("vestibule_journal_sequence", "The last journal entry", static_cast<double>(health.sequence));
  show("vestibule_boot", "How often this database's host has started", static_cast<double>(health.boot));
  show("vestibule_plugins_enabled", "Plugins in service", health.plugins);
  show("vestibule_plugins_out_of_service", "Plugins disabled, refused, faulted or quarantined", health.out_of_service);
  show("vestibule_groups", "Groups committed since the start", static_cast<double>(counts.groups));
  show("vestibule_commands_committed", "Commands carried out since the start", static_cast<double>(counts.committed));
  show("vestibule_commands_refused", "Commands refused since the start", static_cast<double>(counts.refused));
  show("vestibule_commands_repeated", "Commands answered from the journal since the start", static_cast<double>(counts.repeated));
  show("vestibule_commands_slow", "Commands that held the loop for over 50 ms", static_cast<double>(counts.slow));
  show("vestibule_commits_failed", "Groups the disk refused", static_cast<double>(counts.failed_commits));
  if (!checkpointer_) return;
  const auto& signed_state = checkpointer_->state();
  show("vestibule_checkpoint_sequence", "The last journal entry that was signed", static_cast<double>(signed_state.sequence));
  show("vestibule_checkpoint_time_seconds", "When it was signed", static_cast<double>(to_millis(signed_state.at)) / 1000);
  show("vestibule_checkpoints_failed", "Checkpoints that could not be signed or written since the start", static_cast<double>(signed_state.failed));
  show("vestibule_checkpoint_contradicted", "1: the journal is not the one that was signed before", signed_state.contradicted ? 1 : 0);
}

void Metrics::show(const char* name, const char* help, double value) {
  auto& gauge = gauges_[name];
  if (!gauge) gauge = &prometheus::BuildGauge().Name(name).Help(help).Register(registry_).Add({});
  gauge->Set(value);
}

}  // namespace vestibule::core
