#include "gatehouse.hpp"

#include <vestibule/sessions.hpp>

#include "decision.hpp"
#include "hospital.hpp"
#include "policy_file.hpp"

namespace vestibule::simulation {
namespace {

/// Read once: a house that starts a hundred times a day would read it as often.
const identity::PolicyTable& policy() {
  static const auto table = identity::read_policy(identity::shipped_policy(), "policy.toml");
  return *table;
}

class Gatehouse final : public Plugin, public AccessPolicy, public Sessions {
 public:
  explicit Gatehouse(Context& context) : context_(context) {}

  Result<> start() override {
    context_.services.offer<AccessPolicy>(*this);
    context_.services.offer<Sessions>(*this);
    return {};
  }

  Result<Grant> allow(const Wish& wish) override {
    return identity::decide(policy(), wish.actor.role, wish, identity::relation_to(wish.subject, wish.actor.id, {}));
  }

  Actor client(std::string_view name) override { return {std::string(name), role_of(name), std::string(name)}; }
  Result<Actor> actor_of(const Caller&) override { return fail(Code::denied, "nobody comes by a browser"); }
  bool stands(const Caller&, const Actor&) override { return false; }
  void open(const json::value&, const Caller&, Then then) override { then(fail(Code::denied, "nobody comes by a browser")); }
  void close(const Caller&) override {}

 private:
  Context& context_;
};

}  // namespace

Description describe_gatehouse() { return {"gatehouse", "1", {}, {}}; }
std::unique_ptr<Plugin> make_gatehouse(Context& context) { return std::make_unique<Gatehouse>(context); }

}  // namespace vestibule::simulation
