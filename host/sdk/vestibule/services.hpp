#pragma once
// ask: typed services between plugins. A service is an abstract class in its plugin's contract, taking and returning values.

#include <string_view>
#include <typeinfo>

namespace vestibule {

/// Loop thread only.
class Services {
 public:
  virtual ~Services() = default;

  /// Offers `service` until the plugin stops; it must live that long. Offering a type twice is a defect and throws.
  template <class Service>
  void offer(Service& service) { offer(typeid(Service).name(), &service); }

  /// The service, or null if no running plugin offers it. Look it up at each use: a partner may go.
  template <class Service>
  Service* find() { return static_cast<Service*>(find(typeid(Service).name())); }

 private:
  virtual void offer(std::string_view type, void* service) = 0;
  virtual void* find(std::string_view type) = 0;
};

}  // namespace vestibule
