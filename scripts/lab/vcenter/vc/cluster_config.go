package vc

import (
	"slices"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// ReconfigureComputeResourceTask keeps all that is set; the library keeps four fields.
func (c *cluster) ReconfigureComputeResourceTask(ctx *simulator.Context, req *types.ReconfigureComputeResource_Task) soap.HasFault {
	return &methods.ReconfigureComputeResource_TaskBody{Res: &types.ReconfigureComputeResource_TaskResponse{
		Returnval: c.lab.task(ctx, c.ClusterComputeResource, "reconfigureCluster", func() (result, fault) {
			spec, ok := req.Spec.(*types.ClusterConfigSpecEx)
			if !ok {
				return nil, invalid("spec")
			}
			// All or nothing: a spec that is refused in its last part changes nothing.
			cfg := *c.config()
			cfg.Group, cfg.Rule = slices.Clone(cfg.Group), slices.Clone(cfg.Rule)
			for _, step := range []func(*types.ClusterConfigInfoEx, *types.ClusterConfigSpecEx) fault{
				c.settings, c.groups, c.rules, c.overrides,
			} {
				if f := step(&cfg, spec); f != nil {
					return nil, f
				}
			}
			*c.config() = cfg
			c.lab.drs(c.ClusterComputeResource)
			return nil, nil
		}),
	}}
}

func (c *cluster) settings(cfg *types.ClusterConfigInfoEx, spec *types.ClusterConfigSpecEx) fault {
	if d := spec.DasConfig; d != nil {
		if f := c.checkDas(d); f != nil {
			return f
		}
		das := cfg.DasConfig
		options := mergeOptions(das.Option, d.Option)
		merge(&das, d)
		das.Option = options
		cfg.DasConfig = das
	}
	if d := spec.DrsConfig; d != nil {
		if d.VmotionRate < 0 || d.VmotionRate > 5 {
			return invalid("spec.drsConfig.vmotionRate")
		}
		drs := cfg.DrsConfig
		options := mergeOptions(drs.Option, d.Option)
		merge(&drs, d)
		drs.Option = options
		cfg.DrsConfig = drs
	}
	merge(cfg, &struct {
		DpmConfigInfo       *types.ClusterDpmConfigInfo
		Orchestration       *types.ClusterOrchestrationInfo
		InfraUpdateHaConfig *types.ClusterInfraUpdateHaConfigInfo
		ProactiveDrsConfig  *types.ClusterProactiveDrsConfigInfo
	}{spec.DpmConfig, spec.Orchestration, spec.InfraUpdateHaConfig, spec.ProactiveDrsConfig})
	if spec.VmSwapPlacement != "" {
		cfg.VmSwapPlacement = spec.VmSwapPlacement
	}
	return nil
}

// checkDas: percentages, and heartbeat datastores that a host of the cluster sees.
func (c *cluster) checkDas(d *types.ClusterDasConfigInfo) fault {
	if p, ok := d.AdmissionControlPolicy.(*types.ClusterFailoverResourcesAdmissionControlPolicy); ok {
		if p.CpuFailoverResourcesPercent < 0 || p.CpuFailoverResourcesPercent > 100 || p.MemoryFailoverResourcesPercent < 0 || p.MemoryFailoverResourcesPercent > 100 {
			return invalid("spec.dasConfig.admissionControlPolicy")
		}
	}
	for _, ref := range d.HeartbeatDatastore {
		if get[*simulator.Datastore](c.lab, ref) == nil {
			return &types.ManagedObjectNotFound{RuntimeFault: types.RuntimeFault{}, Obj: ref}
		}
	}
	return nil
}

// mergeOptions: by key; an empty value takes the option away.
func mergeOptions(old, changed []types.BaseOptionValue) []types.BaseOptionValue {
	res := slices.Clone(old)
	for _, o := range changed {
		v := o.GetOptionValue()
		res = slices.DeleteFunc(res, func(x types.BaseOptionValue) bool { return x.GetOptionValue().Key == v.Key })
		if v.Value != nil && v.Value != "" {
			res = append(res, o)
		}
	}
	return res
}
