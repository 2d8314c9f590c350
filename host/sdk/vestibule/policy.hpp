#pragma once
// The one gate: may this actor do this to that subject, and how much of the answer may it see? The host asks before each
// command, query, report and stream; a plugin that knows people answers by offering AccessPolicy.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "vestibule/act.hpp"

namespace vestibule {

/// Whom a command or query is about: the facts a rule may ask for. The plugin that registers it knows them.
struct Subject {
  std::string id;                        ///< for the journal and for exceptions: "person 01J..."
  std::vector<std::string> departments;  ///< that look after the subject
  std::vector<std::string> carers;       ///< the actors who do
  bool restricted = false;               ///< only carers, whatever the role
};

/// What somebody wants.
struct Wish {
  const Actor& actor;
  std::string_view name;              ///< of the command, query or event: "queue.call_next"
  std::string_view permission;        ///< the right its spec names: "queue.call"
  const Subject* subject = nullptr;   ///< null: about nobody in particular
};

/// Fields of an answer, as paths from its top: "name", "visits[].reason" ("[]" is every element).
using Fields = std::vector<std::string>;

/// What is granted.
struct Grant {
  std::shared_ptr<const Fields> hidden = nullptr;  ///< what of the answer this actor is not shown; null: all is shown
};

/// Without one, the host listens on loopback only and every actor may do everything. Once there is one it stands for good: if its
/// plugin fails, nobody may do anything. The house itself (role "system") is not asked about.
class AccessPolicy {
 public:
  virtual ~AccessPolicy() = default;
  /// A grant, or `denied` with the reason. Loop thread; must not block. For the event stream `name` is the event's and
  /// `permission` "host.listen"; to open it, both are "host.listen".
  virtual Result<Grant> allow(const Wish& wish) = 0;
};

}  // namespace vestibule
