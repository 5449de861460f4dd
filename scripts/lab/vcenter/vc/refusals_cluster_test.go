package vc

import (
	"testing"

	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/types"
)

func (e *env) setEvc(c *object.ClusterComputeResource, mode string) error {
	e.Helper()
	m, err := methods.EvcManager(e.ctx, e.c, &types.EvcManager{This: c.Reference()})
	e.ok(err)
	if mode == "" {
		res, err := methods.DisableEvcMode_Task(e.ctx, e.c, &types.DisableEvcMode_Task{This: *m.Returnval})
		e.ok(err)
		return object.NewTask(e.c.Client, res.Returnval).Wait(e.ctx)
	}
	res, err := methods.ConfigureEvcMode_Task(e.ctx, e.c, &types.ConfigureEvcMode_Task{This: *m.Returnval, EvcModeKey: mode})
	e.ok(err)
	return object.NewTask(e.c.Client, res.Returnval).Wait(e.ctx)
}

func (x *estate) siteGroups(vms ...*object.VirtualMachine) []types.ClusterGroupSpec {
	x.Helper()
	all, err := x.cl.Hosts(x.ctx)
	x.ok(err)
	site := map[string][]types.ManagedObjectReference{}
	for _, h := range all {
		s := x.lab.hosts[h.Reference()].Site
		site[s] = append(site[s], h.Reference())
	}
	return []types.ClusterGroupSpec{hostGroup("hosts-A", site["A"]...), hostGroup("hosts-B", site["B"]...), vmGroup("vms", vms...)}
}

func TestClusterRefusals(t *testing.T) {
	check(t, []refusal{
		{"cluster with a taken name", &types.DuplicateName{}, func(x *estate) error {
			_, err := x.folders().HostFolder.CreateCluster(x.ctx, "prod", types.ClusterConfigSpecEx{})
			return err
		}},
		{"host that is in the cluster already", &types.DuplicateName{}, func(x *estate) error { return x.moveIn(x.cl, "a1") }},
		{"host taken from another cluster without maintenance", &types.InvalidState{}, func(x *estate) error {
			c, err := x.folders().HostFolder.CreateCluster(x.ctx, "other", types.ClusterConfigSpecEx{})
			x.ok(err)
			return x.moveIn(c, "a1")
		}},
		{"cluster with hosts destroyed", &types.ResourceInUse{}, func(x *estate) error { return x.outcome(x.cl.Destroy(x.ctx)) }},
		{"unknown EVC mode", &types.InvalidArgument{}, func(x *estate) error { return x.setEvc(x.cl, "intel-nextlake") }},
		{"EVC mode above the oldest host", &types.EVCModeUnsupportedByHosts{}, func(x *estate) error { return x.setEvc(x.cl, "intel-sapphirerapids") }},
		{"EVC mode of another vendor", &types.EVCModeUnsupportedByHosts{}, func(x *estate) error { return x.setEvc(x.cl, "amd-zen3") }},
		{"EVC mode below what a running machine uses", &types.ActiveVMsBlockingEVC{}, func(x *estate) error {
			x.vm("v", 1024, true)
			return x.setEvc(x.cl, "intel-haswell")
		}},
		{"migration threshold beyond 5", &types.InvalidArgument{}, func(x *estate) error {
			return x.reconfigure(x.cl, types.ClusterConfigSpecEx{DrsConfig: &types.ClusterDrsConfigInfo{VmotionRate: 6}})
		}},
		{"more than 100 % kept free", &types.InvalidArgument{}, func(x *estate) error {
			return x.reconfigure(x.cl, types.ClusterConfigSpecEx{DasConfig: &types.ClusterDasConfigInfo{
				AdmissionControlPolicy: &types.ClusterFailoverResourcesAdmissionControlPolicy{CpuFailoverResourcesPercent: 101},
			}})
		}},
		{"group with a taken name", &types.DuplicateName{}, func(x *estate) error {
			x.ok(x.reconfigure(x.cl, types.ClusterConfigSpecEx{GroupSpec: x.siteGroups()}))
			return x.reconfigure(x.cl, types.ClusterConfigSpecEx{GroupSpec: x.siteGroups()})
		}},
		{"group in use by a rule removed", &types.ResourceInUse{}, func(x *estate) error {
			x.ok(x.reconfigure(x.cl, types.ClusterConfigSpecEx{GroupSpec: x.siteGroups(), RulesSpec: []types.ClusterRuleSpec{siteRule("r", "vms", "hosts-A", false)}}))
			return x.reconfigure(x.cl, types.ClusterConfigSpecEx{GroupSpec: []types.ClusterGroupSpec{{ArrayUpdateSpec: types.ArrayUpdateSpec{Operation: "remove", RemoveKey: "vms"}}}})
		}},
		{"rule about a group that does not exist", &types.InvalidArgument{}, func(x *estate) error {
			return x.reconfigure(x.cl, types.ClusterConfigSpecEx{RulesSpec: []types.ClusterRuleSpec{siteRule("r", "no", "nor", false)}})
		}},
		{"mandatory rule that leaves no host", &types.InvalidState{}, func(x *estate) error {
			groups := append(x.siteGroups(), hostGroup("nobody"))
			return x.reconfigure(x.cl, types.ClusterConfigSpecEx{GroupSpec: groups, RulesSpec: []types.ClusterRuleSpec{siteRule("r", "vms", "nobody", true)}})
		}},
		{"mandatory separation of more machines than hosts", &types.InvalidState{}, func(x *estate) error {
			a := &types.ClusterAntiAffinityRuleSpec{ClusterRuleInfo: ruleInfo("apart", true)}
			for i := range 5 {
				a.Vm = append(a.Vm, x.vm(named("v%d", i), 1024, false).Reference())
			}
			return x.reconfigure(x.cl, types.ClusterConfigSpecEx{RulesSpec: []types.ClusterRuleSpec{rule(a)}})
		}},
		{"separation of one machine", &types.InvalidArgument{}, func(x *estate) error {
			a := &types.ClusterAntiAffinityRuleSpec{ClusterRuleInfo: ruleInfo("apart", false), Vm: []types.ManagedObjectReference{x.vm("v", 1024, false).Reference()}}
			return x.reconfigure(x.cl, types.ClusterConfigSpecEx{RulesSpec: []types.ClusterRuleSpec{rule(a)}})
		}},
		{"rule with a taken name", &types.DuplicateName{}, func(x *estate) error {
			x.ok(x.reconfigure(x.cl, types.ClusterConfigSpecEx{GroupSpec: x.siteGroups(), RulesSpec: []types.ClusterRuleSpec{siteRule("r", "vms", "hosts-A", false)}}))
			return x.reconfigure(x.cl, types.ClusterConfigSpecEx{RulesSpec: []types.ClusterRuleSpec{siteRule("r", "vms", "hosts-B", false)}})
		}},
		{"HA override of a machine that does not exist", &types.ManagedObjectNotFound{}, func(x *estate) error {
			return x.reconfigure(x.cl, types.ClusterConfigSpecEx{DasVmConfigSpec: []types.ClusterDasVmConfigSpec{{
				ArrayUpdateSpec: types.ArrayUpdateSpec{Operation: "add"}, Info: &types.ClusterDasVmConfigInfo{Key: types.ManagedObjectReference{Type: "VirtualMachine", Value: "vm-no"}},
			}}})
		}},
		{"maintenance of a host that cannot be emptied", &types.Timedout{}, func(x *estate) error {
			vm := x.vm("v", 1024, true)
			h, err := vm.HostSystem(x.ctx)
			x.ok(err)
			return x.outcome(h.EnterMaintenanceMode(x.ctx, 0, false, nil)) // DRS is off
		}},
	})
}

func TestHostBelowTheClustersEvcMode(t *testing.T) {
	e := start(t)
	c := e.cluster("b1", "b2")
	e.ok(e.setEvc(c, "intel-sapphirerapids"))
	e.refused(e.moveIn(c, "a1"), &types.EVCAdmissionFailedCPUFeaturesForMode{})
}
