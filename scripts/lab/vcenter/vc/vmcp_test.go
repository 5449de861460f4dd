package vc

import (
	"testing"

	"github.com/vmware/govmomi/vim25/types"
)

// The hosts of site A lose their paths; those of site B keep them.
func TestAllPathsDownRestartsWhereADiskIsReached(t *testing.T) {
	for _, reaction := range []string{"restartConservative", "restartAggressive"} {
		t.Run(reaction, func(t *testing.T) {
			x := twins(t).estate()
			x.protected(reaction, "warning")
			vm := x.onA("v")
			x.serve(silentFor("a1", "a2"))
			o := x.storage("A/lose")
			x.equal("restarted", names(o.Restarted), []string{"v"})
			x.equal("cause", o.Restarted[0].Cause, "all paths down, after 140 s + 120 s")
			x.equal("others", [][]string{names(o.Off), names(o.Inaccessible)}, [][]string{nil, nil})
			x.equal("site", x.hostOf(vm)[0], byte('b'))
			x.equal("state", x.state(vm), []string{"poweredOn", "connected", "green"})
		})
	}
}

func TestPermanentLossRestartsAtOnce(t *testing.T) {
	x := twins(t).estate()
	x.protected("disabled", "restartAggressive")
	vm := x.onA("v")
	x.serve(onlyFor("b1", "b2"))
	o := x.looked() // the array answers that there is no such LUN
	x.equal("restarted", names(o.Restarted), []string{"v"})
	x.equal("cause", o.Restarted[0].Cause, "permanent device loss, at once")
	x.equal("site", x.hostOf(vm)[0], byte('b'))
}

// looked is what happens when hosts look at their storage, with its outcome, which goes to the log only.
func (x *estate) looked() (o Outcome) {
	x.lab.mu.Lock()
	defer x.lab.mu.Unlock()
	x.lab.notice()
	x.lab.protect(&o, pdl)
	return o
}

func TestARescanOfOneHostMakesTheClusterReact(t *testing.T) {
	x := twins(t).estate()
	x.protected("disabled", "restartAggressive")
	vm := x.onA("v")
	x.serve(onlyFor("b1", "b2"))
	x.rescan("b1")
	x.equal("site", x.hostOf(vm)[0], byte('b'))
	x.equal("state", x.state(vm), []string{"poweredOn", "connected", "green"})
}

func TestPermanentLossEverywhereLeavesAMachineOff(t *testing.T) {
	x := twins(t).estate()
	x.protected("disabled", "restartAggressive")
	vm := x.onA("v")
	x.serve(testLuns[1:])
	o := x.looked()
	x.equal("off", names(o.Off), []string{"v"})
	x.equal("why", []string{o.Off[0].Why, o.Off[0].Cause}, []string{"No host that answers reaches what v needs.", "permanent device loss, at once"})
	x.equal("state", x.state(vm), []string{"poweredOff", "inaccessible", "red"})
	x.refused(x.outcome(vm.PowerOn(x.ctx)), &types.InaccessibleDatastore{})
	x.serve(testLuns)
	for _, h := range []string{"a1", "a2", "b1", "b2"} {
		x.rescan(h)
	}
	x.equal("started when it is back", names(x.storage("A/restore").Restarted), []string{"v"})
}

// A machine whose only disk is lost runs on without it: it is not terminated where no other host could start it.
func TestAllPathsDownEverywhereLeavesAMachineInaccessible(t *testing.T) {
	x := twins(t).estate()
	x.protected("restartConservative", "restartAggressive")
	vm, off := x.onA("v"), x.vm("w", 1024, false)
	x.serve(silentForAll)
	o := x.storage("A/lose")
	x.equal("inaccessible", o.Inaccessible, []Restart{{
		Machine: "v", Priority: "medium", Host: "a1",
		Why: "all paths to data are down; it is not terminated: No host that answers reaches what v needs.",
	}})
	x.equal("restarted and off", [][]string{names(o.Restarted), names(o.Off)}, [][]string{nil, nil})
	x.equal("state", x.state(vm), []string{"poweredOn", "inaccessible", "red"})
	x.equal("one that is off", x.state(off), []string{"poweredOff", "inaccessible", "red"})
	x.refused(x.alter(vm, types.VirtualMachineConfigSpec{Annotation: "x"}), &types.InvalidState{})
	x.refused(x.outcome(off.Destroy(x.ctx)), &types.InvalidState{})
	h := x.host("b1").Reference()
	x.refused(x.outcome(vm.Relocate(x.ctx, types.VirtualMachineRelocateSpec{Host: &h}, types.VirtualMachineMovePriorityDefaultPriority)), &types.InvalidState{})
	var s Status
	x.http("GET", "/lab/status", &s)
	for _, m := range s.Machines {
		x.equal("status of "+m.Name, m.Inaccessible, m.Name == "v" || m.Name == "w")
	}
	x.serve(testLuns)
	o = x.storage("A/restore")
	x.equal("goes on", o.Resumed, []string{"v"})
	x.equal("state", x.state(vm), []string{"poweredOn", "connected", "green"})
	x.ok(x.alter(vm, types.VirtualMachineConfigSpec{Annotation: "x"}))
}

func TestWhatTheClusterDoesNotAnswer(t *testing.T) {
	x := twins(t).estate()
	vm := x.onA("v")
	why := func() string {
		x.Helper()
		x.serve(silentFor("a1", "a2"))
		o := x.storage("A/lose")
		x.equal("restarted and off", [][]string{names(o.Restarted), names(o.Off)}, [][]string{nil, nil})
		x.serve(testLuns)
		x.storage("A/restore")
		return o.Inaccessible[0].Why
	}
	x.equal("without HA", why(), "all paths to data are down; HA is off")
	x.ok(x.reconfigure(x.cl, haAndDrs))
	x.equal("without VMCP", why(), "all paths to data are down; the cluster protects no components (VMCP is off)")
	x.protected("warning", "warning")
	x.equal("warning", why(), "all paths to data are down; the cluster only warns of it")
	x.protected("disabled", "disabled")
	x.equal("disabled", why(), "all paths to data are down; the cluster does nothing about it")
	x.protected("restartConservative", "restartAggressive")
	x.ok(x.reconfigure(x.cl, types.ClusterConfigSpecEx{DasVmConfigSpec: []types.ClusterDasVmConfigSpec{priority(vm, "disabled")}}))
	x.equal("not protected", why(), "all paths to data are down; its restart priority is disabled")
	own := priority(vm, "high")
	own.Info.DasSettings.VmComponentProtectionSettings = &types.ClusterVmComponentProtectionSettings{VmStorageProtectionForAPD: "warning", VmStorageProtectionForPDL: "clusterDefault"}
	x.ok(x.reconfigure(x.cl, types.ClusterConfigSpecEx{DasVmConfigSpec: []types.ClusterDasVmConfigSpec{own}}))
	x.equal("its own answer", why(), "all paths to data are down; the cluster only warns of it")
}

// Nobody rescans: the array says that the LUN is gone, and the next who looks sees what came of it.
func TestALunThatIsDeletedIsNoticedByWhoeverLooks(t *testing.T) {
	x := twins(t).estate()
	x.protected("warning", "restartAggressive")
	vm := x.onA("v")
	x.serve(testLuns[1:])
	var s Status
	x.http("GET", "/lab/status", &s)
	for _, d := range s.Datastores {
		x.equal("accessible "+d.Name, d.Accessible, d.Name != "data")
	}
	x.equal("state", x.state(vm), []string{"poweredOff", "inaccessible", "red"})
}

// A loss of all paths may pass: only the loss of a site, or of its storage, says that it lasted.
func TestASilentArrayIsNoticedAndWaitedFor(t *testing.T) {
	x := twins(t).estate()
	x.protected("restartAggressive", "restartAggressive")
	vm := x.onA("v")
	x.serve(silentFor("a1", "a2"))
	x.equal("state", x.state(vm), []string{"poweredOn", "inaccessible", "red"})
	x.serve(testLuns)
	x.equal("state", x.state(vm), []string{"poweredOn", "connected", "green"})
}

// What waits for a machine that is lost, and cannot be restarted, stays off, whatever was lost: the LUN, the storage or the site.
func TestADependencyThatStaysOffKeepsOthersOff(t *testing.T) {
	for _, how := range []string{"LUN", "storage", "site"} {
		t.Run(how, func(t *testing.T) {
			x := twins(t).estate()
			app, db, far := x.onA("app"), x.onA("db"), x.onA("far")
			x.protected("restartAggressive", "restartAggressive")
			// The database must not run beside its twins, which are on both hosts that are left.
			twinIDs := []types.ManagedObjectReference{db.Reference()}
			for _, host := range []string{"b1", "b2"} {
				twinIDs = append(twinIDs, x.on(host, "twin-"+host).Reference())
			}
			x.ok(x.reconfigure(x.cl, types.ClusterConfigSpecEx{DasConfig: &types.ClusterDasConfigInfo{
				Option: []types.BaseOptionValue{&types.OptionValue{Key: "das.respectVmVmAntiAffinityRules", Value: "true"}},
			}}))
			after := func(name, vms, deps string) types.ClusterRuleSpec {
				return rule(&types.ClusterDependencyRuleInfo{ClusterRuleInfo: ruleInfo(name, false), VmGroup: vms, DependsOnVmGroup: deps})
			}
			x.ok(x.reconfigure(x.cl, types.ClusterConfigSpecEx{
				GroupSpec: []types.ClusterGroupSpec{vmGroup("apps", app), vmGroup("dbs", db), vmGroup("fars", far)},
				RulesSpec: []types.ClusterRuleSpec{
					rule(&types.ClusterAntiAffinityRuleSpec{ClusterRuleInfo: ruleInfo("apart", false), Vm: twinIDs}),
					after("app-after-db", "apps", "dbs"), after("far-after-app", "fars", "apps"),
				},
			}))
			var o Outcome
			switch how {
			case "LUN":
				x.serve(onlyFor("b1", "b2"))
				o = x.looked()
			case "storage":
				x.serve(silentFor("a1", "a2"))
				o = x.storage("A/lose")
			case "site":
				o = x.site("A/lose")
			}
			x.equal("restarted", names(o.Restarted), []string(nil))
			off := map[string]string{}
			for _, r := range append(o.Off, o.Inaccessible...) {
				off[r.Machine] = r.Why
			}
			x.equal("app", off["app"], "it depends on db, which is off")
			x.equal("far", off["far"], "it depends on app, which is off")
		})
	}
}
