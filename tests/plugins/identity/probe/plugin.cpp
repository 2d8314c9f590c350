#include <vestibule/plugin.hpp>

namespace vestibule::probe {
namespace {

struct ProbeSettings {
  std::vector<std::string> permissions;
};
BOOST_DESCRIBE_STRUCT(ProbeSettings, (), (permissions))

/// Whom it is about; without an id: nobody.
struct Look {
  std::string id;
  std::vector<std::string> departments, carers;
  bool restricted = false;
};
BOOST_DESCRIBE_STRUCT(Look, (), (id, departments, carers, restricted))

struct Seen {
  std::string shown = "something";
  std::string history = "something else";
};
BOOST_DESCRIBE_STRUCT(Seen, (), (shown, history))

std::optional<Subject> about(const Look& look) {
  if (look.id.empty()) return std::nullopt;
  return Subject{look.id, look.departments, look.carers, look.restricted};
}

class Probe final : public Plugin {
 public:
  explicit Probe(Context& context) : context_(context) {}

  Result<> start() override {
    VESTIBULE_TRY(const ProbeSettings settings, context_.settings.read(ProbeSettings{}, {{"permissions", "A query is made for each"}}));
    for (const auto& permission : settings.permissions)
      context_.commands.add_query<Look>({"probe." + permission.substr(0, permission.find('.')) + "_" + permission.substr(permission.find('.') + 1), permission, "Looks"},
                                        about, [](const Look&) -> Result<Seen> { return Seen{}; });
    return {};
  }

 private:
  Context& context_;
};

}  // namespace
}  // namespace vestibule::probe

VESTIBULE_PLUGIN(vestibule::probe::Probe)
