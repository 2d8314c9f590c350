#pragma once
// The one door for slow work: solving, training, hashing a password, writing a PDF.

#include <functional>
#include <memory>
#include <utility>

namespace vestibule {

class Jobs {
 public:
  virtual ~Jobs() = default;

  /// Runs `work` on a worker thread with nothing but the values it holds, then `then(result)` on the loop; what it found is
  /// stored by a command. The result must be default constructible. Work must not throw; if it does, `then` is not called
  /// and the plugin is faulted. Call from the loop.
  template <class Work, class Then>
  void run(Work work, Then then) {
    auto result = std::make_shared<decltype(work())>();
    run_erased([result, work = std::move(work)]() mutable { *result = work(); },
               [result, then = std::move(then)]() mutable { then(std::move(*result)); });
  }

 private:
  virtual void run_erased(std::function<void()> work, std::function<void()> then) = 0;
};

}  // namespace vestibule
