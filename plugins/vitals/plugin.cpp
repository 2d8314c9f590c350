// The wiring: commands, queries and events to the rooms.

#include <vestibule/plugin.hpp>
#include <vestibule/vitals.hpp>

#include "bedside.hpp"

namespace vestibule::vitals {
namespace {

class Vitals final : public Plugin {
 public:
  explicit Vitals(Context& context) : context_(context) {}

  Result<> start() override {
    VESTIBULE_TRY(const VitalsSettings settings,
                  context_.settings.read(VitalsSettings{}, {{"keep_readings_days", "So many days each reading is kept; 1 to 60"},
                                                            {"keep_minutes_days", "So many days each minute's mean, least and most are kept; 1 to 3660"},
                                                            {"write_seconds", "Readings are written when they have waited so long; 1 to 60"},
                                                            {"conditions", "A file that says what alarms, in place of the one delivered (plugins/vitals/rules/conditions.toml); empty: that one"}}));
    VESTIBULE_CHECK(within("keep_readings_days", settings.keep_readings_days, 1, 60));
    VESTIBULE_CHECK(within("keep_minutes_days", settings.keep_minutes_days, 1, 3660));
    VESTIBULE_CHECK(within("write_seconds", settings.write_seconds, 1, 60));
    Conditions conditions = delivered_conditions();
    if (!settings.conditions.empty()) {
      const auto text = context_.settings.file(settings.conditions);
      if (!text) return fail(Code::invalid, "[vitals] conditions: {}", text.error().message);
      VESTIBULE_TRY(conditions, read_conditions(*text, settings.conditions));
    }
    bedside_ = std::make_unique<Bedside>(context_, settings, std::move(conditions));
    bedside_->add_commands();
    bedside_->add_queries();
    context_.events.declare<PatientAdmitted>("A patient lies in a bed");
    context_.events.declare<PatientMoved>("A patient lies in another bed");
    context_.events.declare<PatientDischarged>("A patient lies in no bed any more");
    context_.events.declare<DevicePut>("A device was put to a bed");
    context_.events.declare<DeviceTaken>("A device was taken from a bed");
    context_.events.declare<WardChanged>("A ward or one of its beds was made, changed or removed");
    return {};
  }

  Result<> load() override { return bedside_->load(); }
  void stop() override { bedside_->stop(); }

 private:
  static Result<> within(const char* name, int value, int least, int most) {
    if (value >= least && value <= most) return {};
    return fail(Code::invalid, "[vitals] {} must be from {} to {}", name, least, most);
  }

  Context& context_;
  std::unique_ptr<Bedside> bedside_;
};

}  // namespace
}  // namespace vestibule::vitals

VESTIBULE_PLUGIN(vestibule::vitals::Vitals)
