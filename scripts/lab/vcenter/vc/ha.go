package vc

import (
	"slices"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// haRestart is our model of HA: in the order of priority and dependencies, each
// machine goes to the best host that is left, its whole memory counted, until
// there is no room. What finds none stays off and says why.
func (l *Lab) haRestart(c *simulator.ClusterComputeResource, victims []*simulator.VirtualMachine) (up, off []Restart) {
	for _, vm := range victims {
		l.away[vm.Self] = *vm.Runtime.Host
		l.setPower(vm, false)
	}
	if c == nil {
		for _, vm := range victims {
			off = append(off, Restart{Machine: vm.Name, Why: "its host is in no cluster"})
		}
		return nil, off
	}
	cfg := configOf(c)
	for _, vm := range l.restartOrder(cfg, victims) {
		r := Restart{Machine: vm.Name, Priority: priorityOf(cfg, vm.Self)}
		switch why := l.mayRestart(cfg, vm); {
		case !on(cfg.DasConfig.Enabled):
			r.Why = "HA is off"
		case r.Priority == "disabled":
			r.Why = "its restart priority is disabled"
		case why != "":
			r.Why = why
		default:
			h, f := l.best(vm, c.Host)
			if f == nil {
				f = l.separated(cfg, vm, h)
			}
			if f != nil {
				r.Why = say(f)
				break
			}
			l.move(vm, h)
			l.setPower(vm, true)
			l.startedWith(vm)
			delete(l.away, vm.Self)
			r.Host = h.Name
		}
		if r.Why != "" {
			off = append(off, r)
		} else {
			up = append(up, r)
		}
	}
	l.showReach()
	return up, off
}

// setPower without the tasks of an operator: nobody asked for it.
func (l *Lab) setPower(vm *simulator.VirtualMachine, on bool) {
	state := types.VirtualMachinePowerStatePoweredOff
	if on {
		state = types.VirtualMachinePowerStatePoweredOn
	}
	vm.Runtime.PowerState, vm.Summary.Runtime.PowerState = state, state
	l.tallyOf(vm)
}

// mayRestart: a machine whose dependency was lost too, with it or before, and could not be restarted stays off.
func (l *Lab) mayRestart(cfg *types.ClusterConfigInfoEx, vm *simulator.VirtualMachine) string {
	for _, ref := range dependsOn(cfg, vm.Self) {
		dep := get[*simulator.VirtualMachine](l, ref)
		if _, lost := l.away[ref]; dep != nil && lost && !running(dep) {
			return "it depends on " + dep.Name + ", which is off"
		}
	}
	return ""
}

// separated: with das.respectVmVmAntiAffinityRules HA rather leaves a machine off than beside its twin.
func (l *Lab) separated(cfg *types.ClusterConfigInfoEx, vm *simulator.VirtualMachine, h *simulator.HostSystem) fault {
	respected := slices.ContainsFunc(cfg.DasConfig.Option, func(o types.BaseOptionValue) bool {
		v := o.GetOptionValue()
		return v.Key == "das.respectVmVmAntiAffinityRules" && v.Value == "true"
	})
	if !respected {
		return nil
	}
	for _, r := range cfg.Rule {
		a, ok := r.(*types.ClusterAntiAffinityRuleSpec)
		if ok && on(a.Enabled) && slices.Contains(a.Vm, vm.Self) && l.runsThere(h, a.Vm, vm.Self) {
			return explained(&types.NoCompatibleHost{}, "Only hosts that run a machine it must be apart from are left (das.respectVmVmAntiAffinityRules).")
		}
	}
	return nil
}
